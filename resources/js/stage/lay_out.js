import { pixelScale, toScreen } from './view.js'

/** Lays the picture out as a view says, in its real size: scaled drawings of it would be blurred. */
export function layOut(element, plane, view, frame) {
  const pixels = pixelScale(view, frame)
  const { style } = plane
  style.width = `${frame.picture.width * pixels}px`
  style.height = `${frame.picture.height * pixels}px`
  const [left, top] = toScreen([0, 0], view, frame).map(onPixel)
  style.transform = `translate(${left}px, ${top}px) rotate(${view.turn}deg)`
  element.toggleAttribute('data-zoomed', view.scale > 1.001)
  plane.toggleAttribute('data-pixels', pixels >= 4)
}

/** Whole pixels of the screen keep the picture crisp. */
const onPixel = (value) => Math.round(value * devicePixelRatio) / devicePixelRatio
