import { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import { appUrl } from '#config/app'
import type { FeedEvent } from '#services/feeds/feed_events'

/** A line of a calendar is at most so many bytes (RFC 5545, 3.1). */
const LINE = 75

interface Calendar {
  name: string
  zone: string
  i18n: I18n
}

/** Events as an iCalendar (RFC 5545); the same events are the same bytes, so that a reader can be told that nothing changed. */
export function writeCalendar(events: FeedEvent[], { name, zone, i18n }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Countersign//Calendar feed//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...['NAME', 'X-WR-CALNAME'].map((property) => `${property}:${escape(name)}`),
    `X-WR-TIMEZONE:${zone}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap((event) => linesOf(event, i18n)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

function linesOf(event: FeedEvent, i18n: I18n): string[] {
  const { id, kind, title, start, end, isPlanned, isTaken, changedAt, version } = event
  const url = `${appUrl}/tickets/${id}`
  const status = i18n.t(`workflow.${event.workflow}.status.${event.status}`)
  const told = [
    `${i18n.t('feeds.type')}: ${event.type}`,
    `${i18n.t('feeds.status')}: ${status}`,
    `${i18n.t('feeds.requester')}: ${event.requester}`,
    ...(event.assignee ? [`${i18n.t('feeds.assignee')}: ${event.assignee}`] : []),
    url,
  ]
  return [
    'BEGIN:VEVENT',
    `UID:${kind}-${id}@${new URL(appUrl).hostname}`,
    `DTSTAMP:${instant(changedAt)}`,
    `LAST-MODIFIED:${instant(changedAt)}`,
    `SEQUENCE:${version}`,
    `DTSTART:${instant(start)}`,
    ...(end && end > start ? [`DTEND:${instant(end)}`] : []),
    `SUMMARY:${escape(i18n.t(`feeds.summary.${kind}`, { id, title }))}`,
    `DESCRIPTION:${escape(told.join('\n'))}`,
    `CATEGORIES:${escape(event.type)}`,
    `STATUS:${isPlanned ? 'TENTATIVE' : 'CONFIRMED'}`,
    // Only who is there himself is busy; a deadline takes no time.
    `TRANSP:${kind === 'shoot' && isTaken && !isPlanned ? 'OPAQUE' : 'TRANSPARENT'}`,
    `URL:${url}`,
    'END:VEVENT',
  ]
}

function instant(when: Date): string {
  return DateTime.fromJSDate(when, { zone: 'utc' }).toFormat("yyyyMMdd'T'HHmmss'Z'")
}

/** Text as a value: what ends a line or a value becomes harmless, and other control characters go. */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n')
    .replaceAll(/\p{Cc}/gu, ' ')
}

/** Breaks a line where it grows too long, never within a character. */
function fold(line: string): string {
  let folded = ''
  let bytes = 0
  for (const sign of line) {
    const width = Buffer.byteLength(sign)
    if (bytes + width > LINE) {
      folded += '\r\n '
      bytes = 1
    }
    folded += sign
    bytes += width
  }
  return folded
}
