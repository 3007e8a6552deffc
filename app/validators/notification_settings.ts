import vine from '@vinejs/vine'
import { CHANNELS, EVENTS, type EventName } from '#services/notifications/events'
import type { Square } from '#services/notifications/settings_rows'

const SQUARES = (Object.keys(EVENTS) as EventName[]).flatMap((event) =>
  CHANNELS.map((channel): Square => `${event}:${channel}`)
)

const time = () => vine.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** What a person wants to be told and when. */
export const settingsValidator = vine.create({
  on: vine.array(vine.enum(SQUARES)).maxLength(SQUARES.length).optional(),
  quietFrom: time().optional(),
  quietUntil: time().optional(),
  quietHoldsRequests: vine.accepted().optional(),
  digestAt: time().optional(),
})

/** Where to go on after a ticket is told of again. */
export const muteForm = vine.create({
  from: vine.enum(['settings'] as const).optional(),
})
