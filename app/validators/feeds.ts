import vine from '@vinejs/vine'
import { FEED_SCOPES } from '#services/feeds/calendar_feeds'

/** What the calendar feed of a person is to hold. */
export const feedValidator = vine.create({ scope: vine.enum(FEED_SCOPES) })
