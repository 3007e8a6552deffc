import { setStage } from './set_stage.js'

/** The stage of a film has the film's own shape and stands still: the player below the marks keeps its controls. */
export function setScreen(proof, media) {
  const { width, height } = proof.root.dataset
  const known = { width: Number(width), height: Number(height) }
  const size = known.width && known.height ? known : sizeOf(media)
  const stage = setStage(proof, { plane: media, size, still: true })
  function suit() {
    const picture = sizeOf(media)
    stage.element.style.aspectRatio = `${picture.width} / ${picture.height}`
    stage.resize(picture)
  }
  if (media.videoWidth) suit()
  media.addEventListener('loadedmetadata', suit)
}

function sizeOf({ videoWidth, videoHeight }) {
  return videoWidth ? { width: videoWidth, height: videoHeight } : { width: 16, height: 9 }
}
