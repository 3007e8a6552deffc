import type User from '#models/user'
import {
  CHANNELS,
  EVENTS,
  isAlwaysOn,
  isOnByDefault,
  type EventName,
  type NoticeChannel,
} from '#services/notifications/events'
import { hasTelegram } from '#services/telegram/has_telegram'

/** One square of the settings grid, as it goes over the wire: `comment:email`. */
export type Square = `${EventName}:${NoticeChannel}`

/** The channels that can be chosen here: without a bot there is no word of Telegram. */
export function channelsHere(): NoticeChannel[] {
  return CHANNELS.filter((channel) => channel !== 'telegram' || hasTelegram())
}

/** The events that can concern a person: nobody has to choose about what only managers or admins are told. */
export function eventsFor(viewer: User): EventName[] {
  const names = Object.keys(EVENTS) as EventName[]
  return names.filter((name) => {
    if (name === 'accounts') return viewer.isAdmin
    return name === 'decide' || name === 'manage' ? viewer.managesAnything : true
  })
}

/** What can be switched on and off by a person, with what holds while he says nothing. */
export function openSquares(viewer: User) {
  return eventsFor(viewer).flatMap((event) =>
    channelsHere()
      .filter((channel) => !isAlwaysOn(event, channel))
      .map((channel) => ({
        event,
        channel,
        square: `${event}:${channel}` as Square,
        byDefault: isOnByDefault(event, channel, { isManager: viewer.manages.length > 0 }),
      }))
  )
}
