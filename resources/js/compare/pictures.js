import { listen as listenToGestures } from '../stage/gestures.js'
import { listen as listenToKeys } from '../stage/keys.js'
import { makeStage } from '../stage/make_stage.js'
import { sharpen } from '../stage/sharpen.js'

/** Two pictures. @returns their stages */
export async function open(root, sides) {
  return Promise.all(sides.map(openOne))
}

async function openOne(element) {
  const plane = element.querySelector('img')
  plane.draggable = false
  await plane.decode().catch(() => {})
  const { width, height, original } = element.dataset
  const size = {
    width: Number(width) || plane.naturalWidth || 1,
    height: Number(height) || plane.naturalHeight || 1,
  }
  const stage = standing(element, { plane, size })
  sharpen(stage, original)
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
