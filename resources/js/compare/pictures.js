import { listen as listenToGestures } from '../stage/gestures.js'
import { listen as listenToKeys } from '../stage/keys.js'
import { makeStage } from '../stage/make_stage.js'
import { sharpen } from '../stage/sharpen.js'

/** Two pictures; of different sizes both fill their stages, so that they lie over each other. @returns their stages */
export async function open(root, sides) {
  const sizes = await Promise.all(sides.map(sizeOf))
  const [first, second] = sizes.map(({ width, height }) => `${width} ${height}`)
  const grows = first !== second
  return sides.map((side, at) => openOne(side, sizes[at], grows))
}

async function sizeOf(element) {
  const plane = element.querySelector('img')
  await plane.decode().catch(() => {})
  const { width, height } = element.dataset
  return {
    width: Number(width) || plane.naturalWidth || 1,
    height: Number(height) || plane.naturalHeight || 1,
  }
}

function openOne(element, size, grows) {
  const plane = element.querySelector('img')
  plane.draggable = false
  const stage = standing(element, { plane, size, grows })
  sharpen(stage, element.dataset.original)
  return stage
}

/** A stage that listens to hands and keys. */
export function standing(element, options) {
  element.tabIndex = 0
  element.role = 'group'
  const stage = makeStage(element, options)
  listenToGestures(stage)
  listenToKeys(stage)
  return stage
}
