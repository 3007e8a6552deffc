import { START, bound, hold, pixelScale, toPicture, toScreen } from './view.js'

/**
 * Makes an element the stage of one picture (its `plane`: an img, canvas or video), which can be zoomed, panned and turned.
 * @param size the picture's own { width, height }; `grows` lets small ones fill the stage; a `still` one fills it and stays
 * @returns the stage; `on('change', hear)` hears ({ view, by }), `by` being 'set' for what set() did and 'person' otherwise
 */
export function makeStage(element, { plane, size, grows = false, still = false }) {
  const hearers = { change: new Set() }
  const frame = { width: 1, height: 1, picture: size, grows: grows || still, still }
  let view = START

  function show(next, by = 'person') {
    const before = view
    view = bound({ ...next, turn: ((next.turn % 360) + 360) % 360 }, frame)
    place()
    if (['scale', 'x', 'y', 'turn'].some((key) => before[key] !== view[key])) tell(by)
  }

  function place() {
    const pixels = pixelScale(view, frame)
    const { width, height } = frame.picture
    const { style } = plane
    style.width = `${width * pixels}px`
    style.height = `${height * pixels}px`
    const [left, top] = toScreen([0, 0], view, frame).map(onPixel)
    style.transform = `translate(${left}px, ${top}px) rotate(${view.turn}deg)`
    element.toggleAttribute('data-zoomed', view.scale > 1.001)
    plane.toggleAttribute('data-pixels', pixels >= 4)
  }

  const tell = (by) => hearers.change.forEach((hear) => hear({ view, by }))
  const measure = () => {
    Object.assign(frame, { width: element.clientWidth || 1, height: element.clientHeight || 1 })
    view = bound(view, frame)
    place()
    tell('set')
  }
  const watch = new ResizeObserver(measure)
  const stage = {
    ...{ element, plane, frame },
    get view() {
      return view
    },
    get pixels() {
      return pixelScale(view, frame)
    },
    toScreen: (point) => toScreen(point, view, frame),
    toPicture: (at) => toPicture(at, view, frame),
    set: (next) => show({ ...view, ...next }, 'set'),
    /** Larger or smaller by a factor, around a place on the stage (its middle). */
    zoom(factor, at = [frame.width / 2, frame.height / 2]) {
      const point = stage.toPicture(at)
      const next = bound({ ...view, scale: view.scale * factor }, frame)
      show(hold(point, at, next, frame))
    },
    pan: (across, down) =>
      show(hold([view.x, view.y], [frame.width / 2 + across, frame.height / 2 + down], view, frame)),
    fit: () => show({ ...START, turn: view.turn }),
    /** One pixel of the picture on one of the page. */
    full: () => stage.zoom(1 / stage.pixels),
    rotate(by = 90) {
      const pixels = stage.pixels
      const turned = { ...view, turn: (view.turn + by + 360) % 360 }
      const fit = pixelScale({ ...turned, scale: 1 }, frame)
      show({ ...turned, scale: view.scale > 1.001 ? pixels / fit : 1 })
    },
    /** Brings these points of the picture into sight, if they are not. */
    show(points) {
      const isOut = ([left, top]) => left < 8 || top < 8 || left > frame.width - 8 || top > frame.height - 8
      if (!points.map(stage.toScreen).some(isOut)) return
      const middle = (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length
      show({ ...view, x: middle(0), y: middle(1) })
    },
    /** Another picture on the same stage, such as the next page. */
    resize(next) {
      frame.picture = next
      measure()
    },
    on(name, hear) {
      hearers[name].add(hear)
      return () => hearers[name].delete(hear)
    },
    close: () => watch.disconnect(),
  }
  element.dataset.awake = ''
  measure()
  watch.observe(element)
  return stage
}

/** Whole pixels of the screen keep the picture crisp. */
const onPixel = (value) => Math.round(value * devicePixelRatio) / devicePixelRatio
