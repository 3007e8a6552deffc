import { PinSchema } from '#database/schema'

/** point, box, arrow and line stand on a picture or page; moment and span in a film or sound; a note has no place. */
export const PIN_SHAPES = ['point', 'box', 'arrow', 'line', 'moment', 'span', 'note'] as const
export type PinShape = (typeof PIN_SHAPES)[number]

/** A mark on what was made, with a thread of its own. It stands on its version and, while it is open, on every later one. */
export default class Pin extends PinSchema {
  declare shape: PinShape
}
