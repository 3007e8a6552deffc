/** Puts the original in the place of the smaller picture once somebody looks closer than that is sharp. */
export function sharpen(stage, original) {
  const image = stage.plane
  if (!original || image.currentSrc.endsWith(original)) return
  let isAsked = false
  const look = async () => {
    const isEnough =
      stage.frame.picture.width * stage.pixels * devicePixelRatio <= image.naturalWidth * 1.1
    if (isAsked || isEnough) return
    isAsked = true
    const next = new Image()
    next.src = original
    // A format that browsers do not draw stays as it is.
    await next.decode().then(
      () => (image.src = next.src),
      () => {}
    )
  }
  stage.on('change', look)
  look()
}
