import { sharpen } from '../stage/sharpen.js'
import { setStage } from './set_stage.js'

export async function open(proof) {
  const { width, height, original } = proof.root.dataset
  const plane = proof.root.querySelector('[data-stage] img')
  plane.draggable = false
  await plane.decode().catch(() => {})
  const size = {
    width: Number(width) || plane.naturalWidth || 1,
    height: Number(height) || plane.naturalHeight || 1,
  }
  const { style } = plane.parentElement
  style.setProperty('--wide', `${size.width}px`)
  style.setProperty('--shape', size.height / size.width)
  sharpen(setStage(proof, { plane, size }), original)
}
