import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import clock from '#services/clock'
import { readEndTime } from '#services/telegram/read_end_time'

const ZONE = 'Asia/Manila'

test.group('The time that somebody writes in a chat', (group) => {
  group.each.setup(() => {
    clock.freeze(DateTime.fromISO('2026-11-21T18:00:00', { zone: ZONE }))
    return () => clock.goOn()
  })

  const read = (text: string) => readEndTime(text, ZONE)?.setZone(ZONE).toFormat('yyyy-MM-dd HH:mm')

  test('is read as people mean it: {text}')
    .with([
      { text: 'now', means: '2026-11-21 18:00' },
      { text: ' Right now. ', means: '2026-11-21 18:00' },
      { text: '14:30', means: '2026-11-21 14:30' },
      { text: '9.05', means: '2026-11-21 09:05' },
      { text: '14h30', means: '2026-11-21 14:30' },
      { text: 'at 14:30', means: '2026-11-21 14:30' },
      { text: 'today 14:30', means: '2026-11-21 14:30' },
      { text: '2:30 pm', means: '2026-11-21 14:30' },
      { text: '12:15 AM', means: '2026-11-21 00:15' },
      { text: '2:30 p.m.', means: '2026-11-21 14:30' },
      { text: '23:10', means: '2026-11-20 23:10' },
      { text: 'yesterday 14:30', means: '2026-11-20 14:30' },
      { text: 'yesterday at 14:30', means: '2026-11-20 14:30' },
      { text: '2026-11-21 14:30', means: '2026-11-21 14:30' },
      { text: '2026-11-21T14:30', means: '2026-11-21 14:30' },
      { text: '2026/11/21, 14:30:59', means: '2026-11-21 14:30' },
    ])
    .run(({ assert }, { text, means }) => assert.equal(read(text), means))

  test('is refused when it is none: {$self}')
    .with([
      '',
      'soon',
      '25:00',
      '14:60',
      '13:00 pm',
      '2026-13-01 10:00',
      '2026-02-30 10:00',
      '1899-01-01 10:00',
      '14',
      '14:30 or so',
      'nowhere',
      '9'.repeat(60),
      '٣:٣٠',
    ])
    .run(({ assert }, text) => assert.isUndefined(read(text)))
})
