import vine from '@vinejs/vine'
import { LONGEST_LABEL } from '#services/guests/limits'
import { line } from '#validators/line'

/** Whom a link is for, what it shows and how long; the service judges what is there. */
export const guestLinkForm = vine.create({
  label: line(LONGEST_LABEL).optional(),
  days: vine
    .string()
    .trim()
    .transform((text) => (/^\d{1,3}$/.test(text) ? Number(text) : Number.NaN))
    .optional(),
  deliverables: vine
    .array(vine.number().withoutDecimals().positive().max(2_147_483_647))
    .maxLength(200)
    .optional(),
})

export const guestNameForm = vine.create({ name: vine.string().maxLength(10_000).optional() })

export const guestMessageForm = vine.create({ body: vine.string().maxLength(50_000).optional() })
