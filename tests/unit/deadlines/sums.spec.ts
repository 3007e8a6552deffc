import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { addUpDeadline } from '#services/deadlines/add_up_deadline'
import { afterPauses, type Pause } from '#services/deadlines/pauses'
import { sumRows } from '#services/deadlines/sum_rows'
import type { BusinessCalendar } from '#services/deadlines/business_calendar'
import { timeWords } from '#services/words/time_words'
import { dice, isWorked, officeHours, someCalendar } from '#tests/support/calendars'

const HOUR = 3600
/** More by hand: CLOCK_CASES=5000. */
const CASES = Number(process.env.CLOCK_CASES ?? 15)

const at = (iso: string, zone = 'Europe/Berlin') => DateTime.fromISO(iso, { zone })
const pause = (from: string, to: string | null): Pause => ({
  status: 'pending_user',
  start: at(from),
  end: to === null ? null : at(to),
})

/** [what, calendar, start, hours, pauses, end]: counted by hand. */
const EXAMPLES: [string, BusinessCalendar | null, string, number, Pause[], string | null][] = [
  // Paused from Friday 16:00 to Monday 10:00: two hours of work. 6 h on Friday before, 2 h are left.
  ['a pause over a weekend', officeHours(), '2026-03-06T10:00', 8, [pause('2026-03-06T16:00', '2026-03-09T10:00')], '2026-03-09T12:00'], // prettier-ignore
  ['the same round the clock', null, '2026-03-06T10:00', 8, [pause('2026-03-06T16:00', '2026-03-09T10:00')], '2026-03-09T12:00'], // prettier-ignore
  ['a pause within a weekend', officeHours(), '2026-03-06T16:00', 8, [pause('2026-03-07T12:00', '2026-03-08T12:00')], '2026-03-09T16:00'], // prettier-ignore
  ['two pauses', officeHours(), '2026-03-05T09:00', 8, [pause('2026-03-05T10:00', '2026-03-05T11:00'), pause('2026-03-05T15:00', '2026-03-06T09:30')], '2026-03-06T12:30'], // prettier-ignore
  // Labour Day is a Friday: 3 h on Thursday, 2 h paused on Monday, 3 h left from 11:00 on.
  ['a holiday and a pause', officeHours('Europe/Berlin', ['2026-05-01']), '2026-04-30T14:00', 6, [pause('2026-05-01T08:00', '2026-05-04T11:00')], '2026-05-04T14:00'], // prettier-ignore
  // Clocks forward on 29 March: from 20:00 to 20:00 are 23 h; paused 6 of them.
  ['round the clock, clocks forward', null, '2026-03-28T20:00', 24, [pause('2026-03-28T22:00', '2026-03-29T05:00')], '2026-03-30T03:00'], // prettier-ignore
  ['round the clock, clocks back', null, '2026-10-24T20:00', 24, [pause('2026-10-24T22:00', '2026-10-25T05:00')], '2026-10-26T03:00'], // prettier-ignore
  ['paused when late: it stays late', officeHours(), '2026-03-05T09:00', 2, [pause('2026-03-05T13:00', null)], '2026-03-05T11:00'], // prettier-ignore
  ['paused at the very end', null, '2026-03-05T09:00', 2, [pause('2026-03-05T11:00', null)], '2026-03-05T11:00'], // prettier-ignore
  ['paused with time left', officeHours(), '2026-03-05T09:00', 2, [pause('2026-03-05T10:30', null)], null], // prettier-ignore
  ['two days in resolved, then open again', officeHours(), '2026-03-02T09:00', 24, [pause('2026-03-02T17:00', '2026-03-04T17:00')], '2026-03-06T17:00'], // prettier-ignore
]

test.group('Deadlines with pauses', () => {
  test('{0}')
    .with(EXAMPLES)
    .run(({ assert }, [, calendar, start, hours, pauses, end]) => {
      const deadline = afterPauses(at(start), hours * HOUR, pauses, calendar)
      assert.equal(deadline?.toISO() ?? null, end && at(end).toISO())
    })

  test('start, hours, pauses and rest add up to the deadline, in figures and as shown', ({
    assert,
  }) => {
    for (let seed = 1; seed <= CASES * 4; seed++) {
      const random = dice(seed)
      const { start, given, pauses, calendar } = someClock(random)
      const sum = addUpDeadline(start, given, pauses, calendar)
      const hint = `seed ${seed}`
      if (!sum.end) continue
      const paused = sum.pauses.reduce((all, { seconds }) => all + seconds, 0)
      const rest = sum.rest.off_hours + sum.rest.free_day + sum.rest.holiday
      assert.closeTo((+sum.end - +start) / 1000, given + paused + rest, 0.0005, hint)
      assert.equal(shownEnd(sum), Math.floor(+sum.end / 60_000), hint)
    }
  })

  test('a deadline comes when the given time was worked outside the pauses, read minute by minute', ({
    assert,
  }) => {
    for (let seed = 1; seed <= CASES; seed++) {
      const { start, given, pauses, calendar } = someClock(dice(seed * 7919), 6)
      const end = afterPauses(start, given, pauses, calendar)
      if (!end || +end - +start > 5 * 86_400_000) continue
      let worked = 0
      for (let minute = +start; minute < +end; minute += 60_000) {
        const isPaused = pauses.some((one) => minute >= +one.start && minute < +one.end!)
        if (!isPaused && isWorked(calendar, minute)) worked += 60
      }
      assert.equal(worked, given, `seed ${seed}`)
    }
  })

  test('a clock that stands still says what is left of its time', ({ assert }) => {
    const pauses = [pause('2026-03-05T10:30', null)]
    const sum = addUpDeadline(at('2026-03-05T09:00'), 2 * HOUR, pauses, officeHours())
    assert.equal(sum.left, HOUR / 2)
    const rows = sumRows('deadline', sum, null, null, words())
    assert.deepEqual(rows.map(({ value }) => value), ['+ 2 h', '− 1 h 30 min', '= 30 min']) // prettier-ignore
  })

  test('a deadline of other working hours is shown as it was set', ({ assert }) => {
    const sum = addUpDeadline(at('2026-03-05T09:00'), 2 * HOUR, [], officeHours())
    const rows = sumRows('deadline', sum, at('2026-03-05T15:00'), null, words())
    assert.deepEqual(rows.map(({ value }) => value), ['+ 2 h', 'Thu 5 Mar 2026, 15:00']) // prettier-ignore
  })
})

function someClock(random: () => number, mostHours = 60) {
  const below = (most: number) => Math.floor(random() * most)
  const { calendar, near } = someCalendar(random)
  const start = near.startOf('minute')
  const pauses: Pause[] = []
  let last = start
  for (let count = below(12); count > 0; count--) {
    const from = last.plus({ minutes: below(600) })
    last = from.plus({ minutes: below(900) })
    pauses.push({ status: 'on_hold', start: from, end: last })
  }
  const given = (1 + below(mostHours * 4)) * 15 * 60
  return { start, given, pauses, calendar: random() < 0.2 ? null : calendar }
}

function words() {
  const i18n = i18nManager.locale('en')
  return { i18n, times: timeWords('Europe/Berlin', i18n) }
}

/** The minute to which a reader comes who adds what is written. */
function shownEnd(sum: ReturnType<typeof addUpDeadline>): number {
  const minutes = sumRows('deadline', sum, sum.end, null, words())
    .slice(0, -1)
    .map(({ value }) => {
      const [, hours = 0] = value.match(/(\d[\d,]*) h/) ?? []
      const [, rest = 0] = value.match(/(\d+) min/) ?? []
      return Number(String(hours).replace(',', '')) * 60 + Number(rest)
    })
  return Math.floor(+sum.start / 60_000) + minutes.reduce((all, one) => all + one, 0)
}
