import { test } from '@japa/runner'
import type { PreflightChecks } from '#models/preflight_rule'
import { judgeFile, type FileFacts } from '#services/preflight/judge_file'
import { readChecks, writeChecks } from '#services/preflight/read_checks'

const PICTURE: FileFacts = {
  mime: 'image/png',
  bytes: 900_000,
  width: 1080,
  height: 1920,
  durationMs: null,
  colourSpace: 'srgb',
}
const FILM: FileFacts = { ...PICTURE, mime: 'video/mp4', durationMs: 15_040, colourSpace: null }

function verdict(facts: FileFacts, checks: Partial<PreflightChecks>) {
  return judgeFile(facts, { media: 'any', ...checks }).map((one) => one.verdict)
}

test.group('Checks of a file', () => {
  test('{name}')
    .with([
      { name: 'the size fits', facts: PICTURE, checks: { sizes: [[1080, 1920]] }, wants: 'passed' },
      {
        name: 'one of the sizes',
        facts: PICTURE,
        checks: {
          sizes: [
            [1, 1],
            [1080, 1920],
          ],
        },
        wants: 'passed',
      },
      { name: 'the size lies', facts: PICTURE, checks: { sizes: [[1920, 1080]] }, wants: 'failed' },
      { name: 'the shape fits', facts: PICTURE, checks: { ratios: [[9, 16]] }, wants: 'passed' },
      {
        name: 'a pixel more',
        facts: { ...PICTURE, width: 1081 },
        checks: { ratios: [[9, 16]] },
        wants: 'passed',
      },
      { name: 'another shape', facts: PICTURE, checks: { ratios: [[4, 5]] }, wants: 'failed' },
      {
        name: 'no size known',
        facts: { ...PICTURE, width: null },
        checks: { ratios: [[4, 5]] },
        wants: 'unknown',
      },
      { name: 'long enough', facts: FILM, checks: { shortest: 15 }, wants: 'passed' },
      { name: 'too short', facts: FILM, checks: { shortest: 16 }, wants: 'failed' },
      { name: 'a frame over', facts: FILM, checks: { longest: 15 }, wants: 'passed' },
      { name: 'too long', facts: FILM, checks: { longest: 14 }, wants: 'failed' },
      { name: 'light enough', facts: PICTURE, checks: { bytes: 900_000 }, wants: 'passed' },
      { name: 'too heavy', facts: PICTURE, checks: { bytes: 899_999 }, wants: 'failed' },
      { name: 'the type', facts: PICTURE, checks: { types: ['image/png'] }, wants: 'passed' },
      { name: 'another type', facts: PICTURE, checks: { types: ['image/jpeg'] }, wants: 'failed' },
      {
        name: 'the colours',
        facts: PICTURE,
        checks: { colourSpace: 'rgb' as const },
        wants: 'passed',
      },
      {
        name: 'colours for print',
        facts: { ...PICTURE, colourSpace: 'cmyk' },
        checks: { colourSpace: 'rgb' as const },
        wants: 'failed',
      },
      {
        name: 'colours not read',
        facts: FILM,
        checks: { colourSpace: 'rgb' as const },
        wants: 'unknown',
      },
    ])
    .run(({ assert }, { facts, checks, wants }) => {
      assert.deepEqual(verdict(facts, checks as Partial<PreflightChecks>), [wants])
    })

  test('a rule about films says nothing of a picture', ({ assert }) => {
    assert.deepEqual(verdict(PICTURE, { media: 'video', longest: 5 }), [])
    assert.deepEqual(verdict({ ...PICTURE, mime: 'application/pdf' }, { media: 'pdf', bytes: 1 }), [
      'failed',
    ])
  })

  test('what was typed is read, and written out the same', ({ assert }) => {
    const checks = readChecks({
      name: 'Story',
      media: 'image',
      sizes: '1080x1920, 1080 × 1080',
      ratios: '9:16;1:1',
      types: '.PNG, jpg, jpeg',
      megabytes: 2,
    })
    assert.deepEqual(checks, {
      media: 'image',
      sizes: [
        [1080, 1920],
        [1080, 1080],
      ],
      ratios: [
        [9, 16],
        [1, 1],
      ],
      types: ['image/png', 'image/jpeg'],
      bytes: 2_000_000,
    })
    const again = readChecks({ name: 'Story', ...writeChecks(checks) } as any)
    assert.deepEqual(again, checks)
  })

  test('{field} “{value}” is refused')
    .with([
      { field: 'sizes', value: '1080' },
      { field: 'sizes', value: '0x10' },
      { field: 'sizes', value: '-1x10' },
      { field: 'ratios', value: '16/9' },
      { field: 'ratios', value: '0:1' },
      { field: 'types', value: 'exe' },
      { field: 'sizes', value: Array(30).fill('1x1').join() },
      { field: 'name', value: 'nothing asked' },
    ])
    .run(({ assert }, { field, value }) => {
      try {
        readChecks({ name: 'x', media: 'any', [field]: value })
        assert.fail('was taken')
      } catch (error) {
        assert.equal((error as { field?: string }).field, field)
      }
    })
})
