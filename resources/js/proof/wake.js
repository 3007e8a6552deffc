import { listen as listenToDrawing } from './draw.js'
import { listen as listenToForm } from './form.js'
import { listen as listenToLinks } from './links.js'
import { keepMarks } from './marks.js'
import { listen as listenToTools } from './modes.js'
import { pinsOf } from './pins.js'
import { sayer } from './say.js'
import { listen as listenToCross } from './cross_hair.js'

const KINDS = {
  image: () => import('./image.js'),
  pdf: () => import('./pages.js'),
  film: () => import('./film.js'),
  sound: () => import('./film.js'),
}

const WATCHED = ['pin', 'points', 'page', 'start', 'end', 'open'].map((name) => `data-${name}`)

/**
 * Brings one proof page to life. What its parts share is the proof: `root`, `stage` (none for sound), `page` of a PDF, `now()`
 * on film and sound, the `tool`, the `sketch` that is being drawn, and `redraw()`.
 */
export async function wake(root) {
  const tools = root.querySelector('[data-stage-tools]')
  const words = JSON.parse(tools?.dataset.words ?? '{}')
  const hearers = new Set()
  const proof = {
    ...{ root, tools, words, kind: root.dataset.kind, tool: 'look', sketch: null, active: null },
    page: null,
    now: () => null,
    reveal: () => {},
    pins: () => pinsOf(root),
    get form() {
      return root.querySelector('[data-new-pin]')
    },
    say: sayer(root, words),
    onRedraw: (hear) => hearers.add(hear),
    redraw: () => hearers.forEach((hear) => hear()),
    renew: () => proof.redraw(),
  }
  const kind = await KINDS[proof.kind]?.()
  await kind?.open(proof)
  if (proof.stage) {
    keepMarks(proof)
    listenToTools(proof)
    listenToDrawing(proof)
    listenToCross(proof)
  }
  listenToForm(proof)
  listenToLinks(proof)
  new MutationObserver(proof.redraw).observe(root.querySelector('[data-pins]').parentElement, {
    ...{ subtree: true, childList: true, attributes: true },
    attributeFilter: WATCHED,
  })
  proof.redraw()
  return proof
}
