import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { latestSending } from '#services/subscriptions/latest_sending'
import { periodOf } from '#services/subscriptions/period_of'
import type { Cadence } from '#services/subscriptions/subscription'

const at = (text: string, zone: string) => DateTime.fromISO(text, { zone })

/** Every day on which something is sent when somebody asks every so many minutes. */
function daysSent(
  cadence: Cadence,
  time: string,
  [from, to]: readonly [string, string],
  zone: string,
  minutes = 30
) {
  const days: string[] = []
  for (let now = at(from, zone); now < at(to, zone); now = now.plus({ minutes })) {
    const due = latestSending(cadence, time, now, zone)!
    if (due.instant > now) throw new Error('sent before its time')
    if (days.at(-1) !== due.day) days.push(due.day)
  }
  return days
}

test.group('When reports are sent', () => {
  test('each day once, also where clocks change: {$self}')
    .with([
      ['Europe/Berlin', '02:30', '2026-03-28T03:00', '2026-03-31T00:00', '28 29 30'],
      ['Europe/Berlin', '02:30', '2026-10-24T03:00', '2026-10-27T00:00', '24 25 26'],
      ['Australia/Lord_Howe', '02:15', '2026-10-03T03:00', '2026-10-06T00:00', '03 04 05'],
      ['Australia/Lord_Howe', '01:45', '2026-04-04T03:00', '2026-04-07T00:00', '04 05 06'],
      ['Africa/Cairo', '00:30', '2026-04-23T01:00', '2026-04-26T00:00', '23 24 25'],
      ['Asia/Manila', '08:00', '2026-12-30T09:00', '2027-01-02T00:00', '30 31 01'],
    ] as const)
    .run(({ assert }, [zone, time, from, to, days]) => {
      const sent = daysSent('daily', time, [from, to], zone).map((day) => day.slice(-2))
      assert.equal(sent.join(' '), days)
    })

  test('on Mondays, and on the first of a month', ({ assert }) => {
    const days = ['2026-10-20T09:00', '2026-11-17T00:00'] as const
    const sent = (cadence: Cadence) => daysSent(cadence, '08:00', days, 'Asia/Manila', 720)
    assert.deepEqual(sent('weekly'), [
      ...['2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16'],
    ])
    assert.deepEqual(sent('monthly'), ['2026-10-01', '2026-11-01'])
  })

  test('about the whole day, week or month before, and those before them', ({ assert }) => {
    const daysOf = (cadence: Cadence, day: string) => {
      const { range, before } = periodOf(cadence, day, 'Europe/Berlin')
      return [range.from, range.to, before.from, before.to].join(' ')
    }
    assert.equal(daysOf('daily', '2026-03-30'), '2026-03-29 2026-03-29 2026-03-28 2026-03-28')
    assert.equal(daysOf('daily', '2027-01-01'), '2026-12-31 2026-12-31 2026-12-30 2026-12-30')
    assert.equal(daysOf('weekly', '2026-03-30'), '2026-03-23 2026-03-29 2026-03-16 2026-03-22')
    assert.equal(daysOf('monthly', '2026-03-01'), '2026-02-01 2026-02-28 2026-01-01 2026-01-31')
  })
})
