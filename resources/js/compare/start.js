import { bind } from '../stage/tools.js'
import { lock } from './lock.js'
import { slide } from './slide.js'

const KINDS = {
  image: () => import('./pictures.js'),
  pdf: () => import('./pages.js'),
  film: () => import('./films.js'),
}

/** Brings one comparison to life: two stages that move together, beside each other or one over the other. */
export async function start(root) {
  const kind = await KINDS[root.dataset.kind]?.()
  const sides = [...root.querySelectorAll('[data-side] [data-stage]')]
  if (!kind || sides.length < 2) return
  slide(root)
  const stages = await kind.open(root, sides)
  if (!stages) return
  lock(stages)
  bind(root, stages[0])
}
