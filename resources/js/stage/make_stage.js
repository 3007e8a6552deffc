import { layOut } from './lay_out.js'
import { movesOf } from './moves.js'
import { START, bound, pixelScale, toPicture, toScreen } from './view.js'

const KEYS = ['scale', 'x', 'y', 'turn']

/**
 * Makes an element the stage of one picture (its `plane`: an img, canvas or video), which can be zoomed, panned and turned.
 * @param size the picture's own { width, height }; `grows` lets small ones fill the stage; a `still` one fills it and stays
 * @returns the stage; `on('change', hear)` hears ({ view, by }), `by` being 'set' for what set() did and 'person' otherwise
 */
export function makeStage(element, { plane, size, grows = false, still = false }) {
  const hearers = { change: new Set() }
  const frame = { width: 1, height: 1, picture: size, grows: grows || still, still }
  let view = START

  function change(next, by = 'person') {
    const before = view
    view = bound({ ...next, turn: ((next.turn % 360) + 360) % 360 }, frame)
    layOut(element, plane, view, frame)
    if (KEYS.some((key) => before[key] !== view[key])) tell(by)
  }
  const tell = (by) => hearers.change.forEach((hear) => hear({ view, by }))
  function resize(picture = frame.picture) {
    const { clientWidth: width, clientHeight: height } = element
    Object.assign(frame, { picture, width: width || 1, height: height || 1 })
    change(view, 'set')
    tell('set')
  }
  const watch = new ResizeObserver(() => resize())
  const stage = {
    ...{ element, plane, frame, resize },
    get view() {
      return view
    },
    get pixels() {
      return pixelScale(view, frame)
    },
    toScreen: (point) => toScreen(point, view, frame),
    toPicture: (at) => toPicture(at, view, frame),
    set: (next) => change({ ...view, ...next }, 'set'),
    on(name, hear) {
      hearers[name].add(hear)
      return () => hearers[name].delete(hear)
    },
    close: () => watch.disconnect(),
  }
  Object.assign(stage, movesOf(stage, change))
  element.dataset.awake = ''
  resize()
  watch.observe(element)
  return stage
}
