import { keepLine } from './film_line.js'
import { listen as listenToMoments } from './moments.js'
import { setScreen } from './film_screen.js'

// Films do not say how many pictures a second have; most have about as many.
const FRAME = 1 / 25

/** Film and sound: the native player, a time line of our own below it, and marks at their moments. */
export async function open(proof) {
  const { root } = proof
  const media = root.querySelector('[data-stage] video, [data-stage] audio')
  proof.media = media
  proof.now = () => Math.round(media.currentTime * 1000)
  proof.pause = () => media.pause()
  proof.seek = (ms) => {
    media.currentTime = Math.max(0, ms / 1000)
  }
  proof.reveal = ({ start }) => start !== null && showMoment(proof, start)
  proof.step = (frames) => {
    media.pause()
    proof.seek(proof.now() + frames * FRAME * 1000)
  }
  if (media.matches('video')) {
    setScreen(proof, media)
  } else proof.home = root.querySelector('[data-track]')
  for (const name of ['timeupdate', 'seeking', 'seeked', 'loadedmetadata', 'durationchange']) {
    media.addEventListener(name, proof.redraw)
  }
  root.addEventListener('keydown', (event) => {
    const step = { ',': -1, '.': 1 }[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.target.closest('input, textarea')) return
    event.preventDefault()
    proof.step(step)
  })
  keepLine(proof)
  listenToMoments(proof)
}

/** Resolves when that picture stands there. */
function showMoment({ media, seek }, start) {
  media.pause()
  if (media.readyState === 0 || Math.abs(media.currentTime * 1000 - start) < 1) return seek(start)
  return new Promise((done) => {
    media.addEventListener('seeked', done, { once: true })
    setTimeout(done, 2000)
    seek(start)
  })
}
