import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import type { BusinessCalendar } from '#services/deadlines/business_calendar'
import { afterWorkingTime, workingSecondsBetween } from '#services/deadlines/working_time'
import { dice, officeHours, slowSeconds, someCalendar, weekOf } from '#tests/support/calendars'
import { worked } from '#tests/support/processor_time'

const HOUR = 3600
/** More by hand: CLOCK_CASES=5000. */
const CASES = Number(process.env.CLOCK_CASES ?? 15)

const at = (iso: string, zone = 'Europe/Berlin') => DateTime.fromISO(iso, { zone })

/** [what, calendar, start, hours, end]: the numbers are counted by hand. */
const EXAMPLES: [string, BusinessCalendar | null, DateTime, number, DateTime][] = [
  ['round the clock', null, at('2026-03-06T16:00'), 8, at('2026-03-07T00:00')],
  ['inside a day', officeHours(), at('2026-03-05T10:00'), 3, at('2026-03-05T13:00')],
  // 1 h on Friday, 7 h on Monday.
  ['over a weekend', officeHours(), at('2026-03-06T16:00'), 8, at('2026-03-09T16:00')],
  ['from a Saturday on', officeHours(), at('2026-03-07T11:00'), 1, at('2026-03-09T10:00')],
  ['from the evening on', officeHours(), at('2026-03-05T20:00'), 0.5, at('2026-03-06T09:30')],
  ['ends with the shift', officeHours(), at('2026-03-05T09:00'), 8, at('2026-03-05T17:00')],
  ['a minute after it', officeHours(), at('2026-03-05T09:01'), 8, at('2026-03-06T09:01')],
  // Good Friday and Easter Monday: 2 h on Thursday, 6 h on Tuesday.
  [
    'over holidays',
    officeHours('Europe/Berlin', ['2026-04-03', '2026-04-06']),
    at('2026-04-02T15:00'),
    8,
    at('2026-04-07T15:00'),
  ],
  [
    'over a lunch break',
    weekOf([4], [{ from: '09:00', to: '12:00' }, { from: '13:00', to: '18:00' }], 'Europe/Berlin'), // prettier-ignore
    at('2026-03-05T11:00'),
    2.5,
    at('2026-03-05T14:30'),
  ],
  [
    'over midnight',
    {
      zone: 'Europe/Berlin',
      holidays: [],
      hours: { 4: [{ from: '22:00', to: '24:00' }], 5: [{ from: '00:00', to: '06:00' }] },
    },
    at('2026-03-05T23:00'),
    4,
    at('2026-03-06T03:00'),
  ],
  // The night of 29 March has 23 hours, that of 25 October 25.
  ['a day, clocks forward', weekOf([6, 7, 1], [{ from: '00:00', to: '24:00' }], 'Europe/Berlin'), at('2026-03-28T12:00'), 24, at('2026-03-29T13:00')], // prettier-ignore
  ['a day, clocks back', weekOf([6, 7, 1], [{ from: '00:00', to: '24:00' }], 'Europe/Berlin'), at('2026-10-24T12:00'), 24, at('2026-10-25T11:00')], // prettier-ignore
  // 02:00 to 03:00 is not there: 00–02 and 03–06 are 5 h.
  ['an hour that is not there', weekOf([7], [{ from: '00:00', to: '06:00' }], 'Europe/Berlin'), at('2026-03-29T00:00'), 3, at('2026-03-29T04:00')], // prettier-ignore
  ['a shift that begins in the gap', weekOf([7], [{ from: '02:30', to: '06:00' }], 'Europe/Berlin'), at('2026-03-29T00:00'), 1, at('2026-03-29T04:00')], // prettier-ignore
  // 02:00 to 03:00 comes twice: the shift has 4 h, and 3 h end at the second 03:00.
  ['an hour that comes twice', weekOf([7], [{ from: '01:00', to: '04:00' }], 'Europe/Berlin'), at('2026-10-25T01:00'), 3, at('2026-10-25T03:00')], // prettier-ignore
  // Half an hour: at 02:00 it is 02:30 (4 October), at 02:00 it is 01:30 again (5 April).
  ['half an hour forward', weekOf([7], [{ from: '01:00', to: '04:00' }], 'Australia/Lord_Howe'), at('2026-10-04T01:00', 'Australia/Lord_Howe'), 2, at('2026-10-04T03:30', 'Australia/Lord_Howe')], // prettier-ignore
  ['half an hour back', weekOf([7], [{ from: '01:00', to: '04:00' }], 'Australia/Lord_Howe'), at('2026-04-05T01:00', 'Australia/Lord_Howe'), 2, at('2026-04-05T02:30', 'Australia/Lord_Howe')], // prettier-ignore
]

test.group('Working time', () => {
  test('{0}: ends when it should, and counts the same back')
    .with(EXAMPLES)
    .run(({ assert }, [, calendar, start, hours, end]) => {
      assert.equal(afterWorkingTime(start, hours * HOUR, calendar)!.toISO(), end.toISO())
      assert.equal(workingSecondsBetween(start, end, calendar), hours * HOUR)
    })

  test('nothing to do ends at once; a calendar without hours never ends, and quickly says so', ({
    assert,
  }) => {
    const saturday = at('2026-03-07T11:00')
    assert.equal(+afterWorkingTime(saturday, 0, officeHours())!, +saturday)
    const { ms } = worked(() => {
      for (const hours of [{}, { 1: [] }, { 1: [{ from: '10:00', to: '10:00' }] }] as any[]) {
        const empty = { zone: 'Europe/Berlin', hours, holidays: [] }
        assert.isNull(afterWorkingTime(saturday, 60, empty))
        assert.equal(workingSecondsBetween(saturday, saturday.plus({ years: 9 }), empty), 0)
      }
    })
    assert.isBelow(ms, 500)
    const hourAWeek = weekOf([1], [{ from: '10:00', to: '11:00' }], 'Europe/Berlin')
    assert.isNull(afterWorkingTime(saturday, 8760 * HOUR, hourAWeek))
    assert.equal(
      workingSecondsBetween(saturday, saturday.plus({ weeks: 520 }), hourAWeek),
      520 * HOUR
    )
  })

  test('an end before its start is nothing; stretches that overlap count once', ({ assert }) => {
    const start = at('2026-03-05T10:00')
    assert.equal(workingSecondsBetween(start, start.minus({ hours: 3 }), officeHours()), 0)
    assert.equal(workingSecondsBetween(start, start.minus({ hours: 3 }), null), 0)
    const twice = [{ from: '12:00', to: '15:00' }, { from: '09:00', to: '13:00' }, { from: 'x', to: '9' }] // prettier-ignore
    const calendar = weekOf([4], twice, 'Europe/Berlin')
    assert.equal(
      workingSecondsBetween(start.startOf('day'), start.endOf('day'), calendar),
      6 * HOUR
    )
  })

  test('keeps the zone of the start and the millisecond', ({ assert }) => {
    const start = DateTime.fromISO('2026-03-05T08:00:00.250Z', { zone: 'utc' })
    const end = afterWorkingTime(start, 90.5, officeHours())!
    assert.equal(end.toISO(), '2026-03-05T08:01:30.750Z')
  })

  test('an unknown zone is an error, not an endless search', ({ assert }) => {
    const calendar = officeHours('Mars/Base')
    assert.throws(() => afterWorkingTime(at('2026-03-05T10:00'), 60, calendar), /no time zone/)
  })

  test('agrees with a clock that is read minute by minute, also when it jumps', ({ assert }) => {
    for (let seed = 1; seed <= CASES; seed++) {
      const random = dice(seed)
      const { calendar, near } = someCalendar(random)
      const start = near.plus({ milliseconds: Math.floor(random() * 60_000) })
      const end = start.plus({ milliseconds: Math.floor(random() * 3 * 86_400_000) })
      const seconds = workingSecondsBetween(start, end, calendar)
      const hint = `seed ${seed}: ${calendar.zone} ${start} to ${end}`
      assert.closeTo(seconds, slowSeconds(start, end, calendar), 0.0005, hint)
      const back = afterWorkingTime(start, seconds, calendar)!
      assert.isAtMost(+back, +end, hint)
      assert.closeTo(slowSeconds(start, back, calendar), seconds, 0.0005, hint)
    }
  })
})
