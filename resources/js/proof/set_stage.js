import { listen as listenToGestures } from '../stage/gestures.js'
import { listen as listenToKeys } from '../stage/keys.js'
import { makeStage } from '../stage/make_stage.js'
import { bind } from '../stage/tools.js'

/** The stage of a proof page, with its hands, keys and buttons. */
export function setStage(proof, options) {
  const place = proof.root.querySelector('[data-stage]')
  Object.assign(place, { tabIndex: 0, role: 'application', ariaLabel: proof.words.stage })
  proof.stage = makeStage(place, options)
  proof.home = place
  listenToGestures(proof.stage)
  listenToKeys(proof.stage)
  if (proof.tools) bind(proof.tools, proof.stage)
  return proof.stage
}
