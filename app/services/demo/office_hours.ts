import type { DateTime } from 'luxon'

const OPENS = 8.5
const CLOSES = 18.5

/** The first moment from an instant on at which somebody is at his desk: weekdays from 08:30 to 18:30 in the zone. */
export function atDesk(instant: DateTime, zone: string): DateTime {
  const local = instant.setZone(zone)
  const hour = local.hour + local.minute / 60
  const opening = local.startOf('day').plus({ hours: OPENS, minutes: (local.minute * 7) % 60 })
  if (local.weekday > 5) return atDesk(opening.plus({ days: 1 }), zone)
  if (hour < OPENS) return opening
  if (hour >= CLOSES) return atDesk(opening.plus({ days: 1 }), zone)
  return local
}

/** So many working hours later. */
export function workingHoursLater(instant: DateTime, hours: number, zone: string): DateTime {
  let at = atDesk(instant, zone)
  let left = hours
  for (;;) {
    const closing = at.startOf('day').plus({ hours: CLOSES })
    const today = closing.diff(at, 'hours').hours
    if (left <= today) return at.plus({ hours: left })
    left -= today
    at = atDesk(closing.plus({ hours: 1 }), zone)
  }
}
