import type { DateTime } from 'luxon'
import type { Words } from '#services/activity/describe_activity'
import type { DeadlineSum, Rest } from '#services/deadlines/add_up_deadline'

/** One line of a sum in words. */
export interface SumRow {
  label: string
  value: string
  note?: string
}

interface SumWords extends Words {
  status?: (status: string) => string
}

/** More pauses than these are one line together. */
const MOST_PAUSES = 6

/**
 * A sum in words. Times are shown to the minute, and lengths so that the shown figures add up to the shown end.
 * @param kept what the ticket has; when it was counted by a calendar or department of then, only that is said
 * @param rule names the rule, if it is to be named
 */
export function sumRows(
  what: 'deadline' | 'response',
  sum: DeadlineSum,
  kept: DateTime | null,
  rule: string | null,
  words: SumWords
): SumRow[] {
  const { i18n, times } = words
  const counter = minutesFrom(sum.start)
  const add = (seconds: number) => `+ ${lengthOf(counter(seconds), words)}`
  const allowed = {
    label: say(what, 'allowed'),
    value: add(sum.given),
    ...(rule && { note: rule }),
  }
  const total = (at: DateTime | null, note?: string): SumRow => ({
    label: say(what, 'total'),
    value: at ? `= ${times.exact(at)}` : i18n.t('clock.none'),
    ...(note && { note }),
  })
  if (kept && (!sum.end || Math.abs(+kept - +sum.end) >= 1000)) {
    return [allowed, { ...total(kept, i18n.t('clock.counted_then')), value: times.exact(kept) }]
  }
  if (sum.left !== null) return [allowed, ...leftRows(sum, words)]
  const rows = [allowed, ...pauseRows(sum, add, words), ...restRows(sum, add, words)]
  if (!sum.end) return [...rows, total(null, i18n.t('clock.no_hours'))]
  return [...rows, total(sum.end, clocksChanged(sum.start, sum.end, words))]

  function say(kind: string, word: string) {
    return i18n.t(`clock.${kind}_${word}`)
  }
}

/** A clock that stands still has no end, but what is left of its time. */
function leftRows({ given, left }: DeadlineSum, words: Words): SumRow[] {
  const { i18n } = words
  const rest = Math.floor(left! / 60)
  const used = Math.floor(given / 60) - rest
  return [
    { label: i18n.t('clock.used'), value: `− ${lengthOf(used, words)}` },
    {
      label: i18n.t('clock.left'),
      value: `= ${lengthOf(rest, words)}`,
      note: i18n.t('clock.left_note'),
    },
  ]
}

function pauseRows({ pauses }: DeadlineSum, add: (s: number) => string, words: SumWords): SumRow[] {
  const { i18n, times, status } = words
  const shown = pauses.length > MOST_PAUSES + 1 ? pauses.slice(0, MOST_PAUSES) : pauses
  const more = pauses.slice(shown.length)
  const rows = shown.map(({ pause, seconds }) => ({
    label: i18n.t('clock.pause'),
    value: add(seconds),
    note: i18n.t('clock.pause_note', {
      status: status?.(pause.status) ?? pause.status,
      from: times.moment(pause.start),
      to: times.moment(pause.end),
    }),
  }))
  if (more.length === 0) return rows
  const seconds = more.reduce((sum, pause) => sum + pause.seconds, 0)
  const label = i18n.t('clock.pauses_more', { count: more.length })
  return [...rows, { label, value: add(seconds) }]
}

function restRows(sum: DeadlineSum, add: (s: number) => string, { i18n }: Words): SumRow[] {
  const kinds: Rest[] = ['off_hours', 'free_day', 'holiday']
  return kinds
    .filter((kind) => sum.rest[kind] > 0)
    .map((kind) => ({
      label: i18n.t(`clock.rest_${kind}`),
      value: add(sum.rest[kind]),
      ...(kind === 'holiday' && { note: sum.holidays.join(', ') }),
    }))
}

/** A day whose clocks change makes the shown times differ by more or less than the sum. */
function clocksChanged(start: DateTime, end: DateTime, { i18n, times }: Words) {
  const minutes = end.setZone(times.zone).offset - start.setZone(times.zone).offset
  if (minutes === 0) return undefined
  const key = minutes > 0 ? 'clock.clocks_forward' : 'clock.clocks_back'
  return i18n.t(key, { minutes: Math.abs(minutes) })
}

/** Whole minutes of each part such that, from the minute of the start on, they lead to the minute of the end. */
function minutesFrom(start: DateTime): (seconds: number) => number {
  let at = start.toMillis()
  return (seconds) => {
    const before = Math.floor(at / 60_000)
    at += Math.round(seconds * 1000)
    return Math.floor(at / 60_000) - before
  }
}

function lengthOf(minutes: number, { i18n }: Words): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const parts = [
    hours > 0 ? i18n.t('clock.hours', { count: hours }) : '',
    rest > 0 || hours === 0 ? i18n.t('clock.minutes', { count: rest }) : '',
  ]
  return parts.filter(Boolean).join(' ')
}
