import vine from '@vinejs/vine'
import { line } from '#validators/line'

/** Why an admin views the desk as somebody: words for the audit, if he gives any. */
export const viewingForm = vine.create({ reason: line(200).optional() })
