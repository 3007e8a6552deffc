import { test } from '@japa/runner'
import { htmlToText } from '#services/inbound/html_to_text'
import { splitReply } from '#services/inbound/split_reply'
import { worked, workedWithin } from '#tests/support/processor_time'

const MARKERS = ['Answer above this line']
const LINE = '— Answer above this line: it becomes a comment on #7. —'

test.group('Splitting a reply', () => {
  const cases: [string, string, string, string?][] = [
    ['nothing but words', 'Yes.\n\nAnd no.', 'Yes.\n\nAnd no.'],
    [
      'Gmail',
      `Yes.\n\nOn Fri, 21 Nov 2025 at 10:12, Desk <desk@x.test>\nwrote:\n\n> ${LINE}\n> Old\n`,
      'Yes.',
    ],
    [
      'Gmail in German',
      `Ja.\n\nAm Fr., 21. Nov. 2025 um 10:12 Uhr schrieb Desk <desk@x.test>:\n> Alt`,
      'Ja.',
    ],
    ['unknown language', `Jah.\n\n21. nov 2025 10:12 kirjutas Desk <desk@x.test>:\n> Vana`, 'Jah.'],
    [
      'Outlook',
      `Yes.\n\n________________________________\nFrom: Desk <desk@x.test>\nSent: Friday\nTo: Ana\nSubject: Approve?\n\n${LINE}\nOld`,
      'Yes.',
    ],
    [
      'Outlook in French',
      `Oui.\n\nDe : Desk <desk@x.test>\nEnvoyé : vendredi\nÀ : Ana\n\nAncien`,
      'Oui.',
    ],
    ['old Outlook', `Yes.\n\n-----Original Message-----\nOld`, 'Yes.'],
    ['the line alone', `Yes.\n\n${LINE}\nOld`, 'Yes.'],
    ['below the quote', `Ben wrote:\n> Old\n> older\n\nYes.`, 'Yes.'],
    ['a signature', 'Yes.\n\n-- \nAna\nMarketing', 'Yes.', 'Ana\nMarketing'],
    ['a signature above the quote', 'Yes.\n-- \nAna\n\nBen wrote:\n> Old', 'Yes.', 'Ana'],
    ['a telephone', 'Yes.\n\nSent from my iPhone', 'Yes.', 'Sent from my iPhone'],
    [
      'a telephone in German',
      'Ja.\n\nVon meinem iPhone gesendet\n\nAm 1.1. schrieb Ben:\n> Alt',
      'Ja.',
      'Von meinem iPhone gesendet',
    ],
    ['only a quote', 'On Friday Ben wrote:\n> Old', ''],
    [
      'a word about a phone',
      'Sent the file to print.\nThe mail is out.',
      'Sent the file to print.\nThe mail is out.',
    ],
    ['a long line', `${'word '.repeat(2000)}end`, `${'word '.repeat(2000)}end`],
    ['headers in words', 'From: the left\nmake it blue', 'From: the left\nmake it blue'],
  ]
  for (const [name, text, said, signature = ''] of cases) {
    test(name, ({ assert }) => {
      const split = splitReply(text, MARKERS)
      assert.equal(split.said, said)
      assert.equal(split.signature, signature)
      if (/Old|Alt|Ancien|Vana/.test(text)) assert.match(split.quoted, /Old|Alt|Ancien|Vana/)
    })
  }

  test('answers between the lines keep the lines', ({ assert }) => {
    const text = '> Blue?\nYes.\n> Large?\nNo.'
    assert.deepEqual(splitReply(text, MARKERS), { said: text, quoted: '', signature: '' })
  })

  test('a long text below two hyphens is no signature', ({ assert }) => {
    const rest = Array.from({ length: 40 }, (_, at) => `line ${at}`).join('\n')
    assert.include(splitReply(`Yes.\n--\n${rest}`).said, 'line 39')
  })

  test('hidden and control characters go', ({ assert }) => {
    assert.equal(splitReply('a\0b\u202ec\u0007\ud800d').said, 'abc\ufffdd')
  })

  test('takes time that grows with the text, no faster', ({ assert }) => {
    for (const text of [
      '>'.repeat(400_000),
      ' \n'.repeat(200_000),
      'On '.repeat(130_000),
      'From: x\n'.repeat(50_000),
      '— '.repeat(200_000),
      '_'.repeat(400_000),
      'a:\n\n> b\n'.repeat(40_000),
      `sent ${' '.repeat(400_000)}x`,
    ]) {
      const { ms } = worked(() => splitReply(text, MARKERS))
      assert.isBelow(ms, 1500, text.slice(0, 10))
    }
  })

  test('takes hostile HTML in time', ({ assert }) => {
    for (const piece of [
      '<div>',
      '<blockquote>',
      '<br>',
      '<',
      '<a href="',
      '&amp;',
      '<!--',
      '<p><td>',
      '\u00a0',
    ]) {
      const html = piece.repeat(Math.ceil(100_000 / piece.length))
      // A third of what is looked at; what took its square would take a ninth of the four seconds that a mail has.
      const ms = workedWithin(450, () => splitReply(htmlToText(html), MARKERS))
      assert.isBelow(ms, 450, piece)
    }
  })
})
