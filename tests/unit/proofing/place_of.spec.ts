import { test } from '@japa/runner'
import { Invalid } from '#exceptions/refusals'
import { placeOf, type PlaceForm } from '#services/proofing/place_of'
import { readTime, sayTime } from '#services/proofing/read_time'

const FILES: Record<string, { mime: string; pages: number | null; durationMs: number | null }> = {
  image: { mime: 'image/png', pages: null, durationMs: null },
  pdf: { mime: 'application/pdf', pages: 3, durationMs: null },
  film: { mime: 'video/mp4', pages: null, durationMs: 20_000 },
  sound: { mime: 'audio/mpeg', pages: null, durationMs: null },
  other: { mime: 'application/zip', pages: null, durationMs: null },
}
const LINE = JSON.stringify(Array.from({ length: 201 }, (_, at) => [at / 201, 0.5]))

/** The field that is refused, or null. */
function refused(kind: string, form: PlaceForm): string | null {
  try {
    placeOf(form, FILES[kind])
    return null
  } catch (error) {
    if (error instanceof Invalid) return error.field
    throw error
  }
}

test.group('The place of a pin', () => {
  test('every shape with as many places as it has, on its kind of file', ({ assert }) => {
    const rows: [string, PlaceForm, string | null][] = [
      ['image', {}, null],
      ['image', { shape: 'point', points: '[[0,1]]' }, null],
      ['image', { shape: 'point' }, 'points'],
      ['image', { shape: 'point', points: '[[0.1,0.1],[0.2,0.2]]' }, 'points'],
      ['image', { shape: 'box', points: '[[0.1,0.1]]' }, 'points'],
      ['image', { shape: 'arrow', points: '[[0.1,0.1],[0.9,0.9]]' }, null],
      ['image', { shape: 'line', points: LINE }, 'points'],
      ['image', { shape: 'note', points: '[[0.1,0.1]]' }, 'points'],
      ['image', { shape: 'moment', startMs: 5 }, 'shape'],
      ['image', { shape: 'square', points: '[]' }, 'shape'],
      ['image', { shape: 'point', points: '[[1.01,0]]' }, 'points'],
      ['image', { shape: 'point', points: '[[-0.01,0]]' }, 'points'],
      ['image', { shape: 'point', points: '[[1e999,0]]' }, 'points'],
      ['image', { shape: 'point', points: '[[null,0]]' }, 'points'],
      ['image', { shape: 'point', points: '[["0.5",0]]' }, 'points'],
      ['image', { shape: 'point', points: '[[0.5]]' }, 'points'],
      ['image', { shape: 'point', points: '{"length":1}' }, 'points'],
      ['image', { shape: 'point', points: '[[0.5,' }, 'points'],
      ['pdf', { shape: 'box', points: '[[0,0],[1,1]]', page: 3 }, null],
      ['pdf', { shape: 'box', points: '[[0,0],[1,1]]', page: 4 }, 'page'],
      ['pdf', { page: 0 }, 'page'],
      ['pdf', { page: 1.5 }, 'page'],
      ['film', { at: '0:12' }, null],
      ['film', { shape: 'moment', startMs: 20_400 }, null],
      ['film', { shape: 'moment', startMs: 22_000 }, 'at'],
      ['film', { shape: 'moment', startMs: Number.NaN }, 'at'],
      ['film', { shape: 'moment', at: 'soon' }, 'at'],
      ['film', { at: '0:12', until: '0:11' }, 'until'],
      ['film', { shape: 'span', startMs: 1000, endMs: 1000 }, 'until'],
      ['film', { shape: 'point', points: '[[0,0]]' }, 'shape'],
      ['sound', { shape: 'moment', startMs: 1, points: '[[0,0]]' }, 'points'],
      ['sound', { shape: 'moment', startMs: 90_000_000 }, 'at'],
      ['other', { shape: 'point', points: '[[0,0]]' }, 'shape'],
      ['other', { at: '0:12', page: 3 }, null],
    ]
    for (const [kind, form, field] of rows) {
      assert.equal(refused(kind, form), field, `${kind} ${JSON.stringify(form).slice(0, 80)}`)
    }
  })

  test('what was drawn counts before what was typed; what is not its kind is left out', ({
    assert,
  }) => {
    const span = placeOf({ at: '0:12', until: '0:15.5' }, FILES.film)
    assert.include(span, { shape: 'span', startMs: 12_000, endMs: 15_500, page: null })
    const moment = placeOf({ shape: 'moment', startMs: 250.4, at: '0:12', page: 2 }, FILES.film)
    assert.include(moment, { shape: 'moment', startMs: 250, endMs: null, page: null })
    assert.equal(placeOf({ shape: 'moment', startMs: 20_800 }, FILES.film).startMs, 20_000)
    assert.equal(placeOf({ shape: 'point', points: '[[0,0]]' }, FILES.pdf).page, 1)
    assert.isNull(placeOf({}, FILES.pdf).page)
    const { points } = placeOf({ shape: 'point', points: '[[0.1234567,1]]' }, FILES.image)
    assert.deepEqual(points, [[0.12346, 1]])
  })

  test('times as people type and read them', ({ assert }) => {
    const typed = ['12', '0:12', '1:02:03.5', '75', '0:7,25', ' 3:04 ']
    assert.deepEqual(typed.map(readTime), [12_000, 12_000, 3_723_500, 75_000, 7250, 184_000])
    for (const one of ['', '1:75', '-1', '1:2:3:4', '12a', '1e3']) assert.isNull(readTime(one), one)
    assert.deepEqual([0, 12_000, 62_480, 3_723_500].map(sayTime), [
      '0:00',
      '0:12',
      '1:02.5',
      '1:02:03.5',
    ])
  })
})
