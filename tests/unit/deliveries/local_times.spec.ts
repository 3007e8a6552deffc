import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { instantOf, quietUntil, timesAround } from '#services/deliveries/local_times'

const utc = (text: string) => DateTime.fromISO(text, { zone: 'utc' })
const shown = (moment: DateTime | null) =>
  moment?.toUTC().toISO({ suppressMilliseconds: true }) ?? null

/** zone, date, time of day, the instant at which the clock there first shows it. */
const MOMENTS = [
  ['Asia/Manila', '2026-03-04', '08:00', '2026-03-04T00:00:00Z'],
  ['Europe/Berlin', '2026-01-15', '07:30', '2026-01-15T06:30:00Z'],
  ['Europe/Berlin', '2026-07-15', '07:30', '2026-07-15T05:30:00Z'],
  // 29 March: 02:00 becomes 03:00. 25 October: 03:00 becomes 02:00.
  ['Europe/Berlin', '2026-03-29', '01:59', '2026-03-29T00:59:00Z'],
  ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-03-29', '03:00', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
  ['Europe/Berlin', '2026-10-25', '03:00', '2026-10-25T02:00:00Z'],
  // Half an hour on Lord Howe Island. 5 April: 02:00 becomes 01:30. 4 October: 02:00 becomes 02:30.
  ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00Z'],
  ['Australia/Lord_Howe', '2026-04-05', '02:00', '2026-04-04T15:30:00Z'],
  ['Australia/Lord_Howe', '2026-10-04', '02:10', '2026-10-03T15:30:00Z'],
  ['Australia/Lord_Howe', '2026-10-04', '02:30', '2026-10-03T15:30:00Z'],
] as const

/** zone, now, from, until, when it ends. */
const QUIET = [
  ['Asia/Manila', '2026-03-04T13:59:00Z', '22:00', '07:00', null],
  ['Asia/Manila', '2026-03-04T14:00:00Z', '22:00', '07:00', '2026-03-04T23:00:00Z'],
  ['Asia/Manila', '2026-03-04T22:59:59Z', '22:00', '07:00', '2026-03-04T23:00:00Z'],
  ['Asia/Manila', '2026-03-04T23:00:00Z', '22:00', '07:00', null],
  ['Asia/Manila', '2026-03-04T04:30:00Z', '12:00', '13:00', '2026-03-04T05:00:00Z'],
  ['Asia/Manila', '2026-03-04T05:00:00Z', '12:00', '13:00', null],
  // The night in which the clock goes forward is an hour shorter, the one in which it goes back an hour longer.
  ['Europe/Berlin', '2026-03-28T21:00:00Z', '22:00', '07:00', '2026-03-29T05:00:00Z'],
  ['Europe/Berlin', '2026-10-24T20:00:00Z', '22:00', '07:00', '2026-10-25T06:00:00Z'],
  // An end that is skipped is the jump; one that comes twice ends it the first time, and it does not begin again.
  ['Europe/Berlin', '2026-03-29T00:59:00Z', '22:00', '02:30', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-03-29T01:00:00Z', '22:00', '02:30', null],
  ['Europe/Berlin', '2026-10-25T00:29:00Z', '22:00', '02:30', '2026-10-25T00:30:00Z'],
  ['Europe/Berlin', '2026-10-25T01:15:00Z', '22:00', '02:30', null],
  ['Australia/Lord_Howe', '2026-10-03T15:29:00Z', '23:00', '02:15', '2026-10-03T15:30:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T20:29:00Z', '23:00', '07:00', '2026-04-04T20:30:00Z'],
] as const

test.group('Times of day in a zone', () => {
  test('{0} {1} {2}')
    .with([...MOMENTS])
    .run(({ assert }, [zone, date, time, instant]) => {
      const day = DateTime.fromISO(date, { zone })
      assert.equal(shown(instantOf(day, time, zone)), instant)
    })

  test('quiet in {0} at {1} from {2} until {3}')
    .with([...QUIET])
    .run(({ assert }, [zone, now, from, until, end]) => {
      assert.equal(shown(quietUntil(utc(now), zone, { from, until })), end)
    })

  test('a daily moment comes once for every date, through a whole year')
    .with(['Asia/Manila', 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia'])
    .run(({ assert }, zone) => {
      for (const time of ['00:00', '02:15', '02:30', '23:59']) {
        const end = utc('2027-01-02T00:00:00Z')
        let moment = timesAround(utc('2026-01-01T00:00:00Z'), zone, time).next
        const dates: string[] = []
        while (moment < end) {
          dates.push(moment.setZone(zone).toISODate()!)
          const { last, next } = timesAround(moment, zone, time)
          assert.equal(shown(last), shown(moment))
          const hours = next.diff(moment, 'hours').hours
          assert.isTrue(hours >= 23 && hours <= 25, `${zone} ${shown(moment)}: ${hours} h`)
          moment = next
        }
        assert.equal(new Set(dates).size, dates.length)
        assert.isAtLeast(dates.length, 365)
      }
    })
})
