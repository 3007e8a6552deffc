import vine from '@vinejs/vine'
import { TABS } from '#services/reports/report_addresses'
import { CADENCES, SUBSCRIPTION_KINDS } from '#services/subscriptions/subscription'
import { workflows } from '#workflows/index'

const id = () => vine.number().withoutDecimals().range([1, 2_147_483_647]).optional()

/** What somebody subscribes to; `back` is the view that he came from. */
export const subscriptionForm = vine.create({
  kind: vine.enum(SUBSCRIPTION_KINDS),
  tab: vine.enum(TABS).optional(),
  cadence: vine.enum(CADENCES).optional(),
  workflow: vine.enum(workflows.map(({ key }) => key)).optional(),
  department: id(),
  handling: id(),
  type: id(),
  product: id(),
  person: id(),
  back: vine
    .string()
    .maxLength(2000)
    .regex(/^\/analytics(\/[a-z]+)?(\?[^#\\\s]*)?$/)
    .optional(),
})
