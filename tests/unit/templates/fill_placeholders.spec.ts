import { test } from '@japa/runner'
import type { Invalid } from '#exceptions/refusals'
import { chanceFrom, type Chance } from '#services/demo/chance'
import { fillPlaceholders, refuseUnknownPlaceholders } from '#services/templates/placeholders'
import { JOINER } from '#services/templates/plain_value'
import { mentionsIn, renderText } from '#services/words/render_text'
import { worked } from '#tests/support/processor_time'

const VALUES = {
  requester: 'Maria Santos',
  first_name: 'Maria',
  number: '#12',
  title: 'Login fails (again)',
  agent: 'Ito Test',
  department: 'IT',
  link: 'https://desk.test/tickets/12',
}

test.group('Placeholders of a reply', () => {
  test('are filled in, with or without spaces, and the ticket leads to itself', ({ assert }) => {
    const body =
      'Hello {{first_name}}, **{{ title }}** is {{number}}: {{link}}\n\n{{agent}}, {{department}}'
    const filled = fillPlaceholders(body, VALUES)
    assert.equal(
      filled,
      'Hello Maria, **Login fails (again)** is #12: https://desk.test/tickets/12\n\nIto Test, IT'
    )
    assert.include(renderText(filled), 'href="/tickets/12"')
  })

  test('a reply of empty lines and hundreds of them is filled in at once', ({ assert }) => {
    const body = `a${'\n'.repeat(4000)}x${'{{title}}'.repeat(500)}`
    const { result: filled, ms } = worked(() =>
      fillPlaceholders(body, { ...VALUES, title: 'x'.repeat(200) })
    )
    assert.isBelow(ms, 1000)
    assert.lengthOf(filled.replaceAll(JOINER, ''), 4002 + 500 * 200)
  })

  test('unknown and unfinished ones are refused by name', ({ assert }) => {
    const wrong: [string, string][] = [
      ['Hello {{firstname}}', '{{firstname}}'],
      ['Hello {{ }}', '{{ }}'],
      ['{{number}} {{constructor}}', '{{constructor}}'],
      ['Hello {{first_name} there', '{{first_name} there'],
      ['Hello first_name}}', 'Hello first_name}}'],
    ]
    for (const [body, named] of wrong) {
      const refusal = refusalOf(body)
      assert.equal(refusal?.field, 'body', body)
      assert.include(refusal?.sentence(), named)
    }
    assert.isNull(refusalOf('{ not one } {"json": {"a": 1} } {{number}}'))
  })

  test('whatever people are called, it stays plain text: no markup, no mention, no link', ({
    assert,
  }) => {
    const chance = chanceFrom(20261121)
    const people = new Map(['ana', 'boss'].map((name) => [name, { fullName: name, href: '/x' }]))
    for (let round = 0; round < 1_500; round += 1) {
      const value = () => nameFrom(chance)
      const values = { ...VALUES, requester: value(), title: value(), agent: value() }
      const { body, html, text } = chance.pick(BODIES)
      const filled = fillPlaceholders(body, values)
      const shown = renderText(filled, people)
      const said = `${JSON.stringify(values)} in ${body}: ${shown}`
      assert.deepEqual(mentionsIn(filled), [], said)
      assert.deepEqual(shown.match(/<\w[^>]*>/g) ?? [], html, said)
      assert.equal(visible(shown), text(plain(values)), said)
    }
  })
})

/** A name that somebody might give himself; never an empty one. */
function nameFrom(chance: Chance): string {
  const pieces = Array.from({ length: chance.whole(1, 7) }, () => chance.pick(PIECES))
  return squeeze(pieces.join('')) === '' ? 'Maria' : pieces.join('')
}

function refusalOf(body: string): Invalid | null {
  try {
    refuseUnknownPlaceholders(body)
    return null
  } catch (error) {
    return error as Invalid
  }
}

const PIECES = [
  ...['@', '@ana', 'ana', '#', '#12', '12', '1. ', '- ', '+ ', '---', '===', '# ', '> ', '|', '~~'],
  ...['*', '**', '_', '__', '`', '```', '[', '](', ')', '![', '<', '<b>', '</p>', '<script>', '&'],
  ...['lt;', '#60;', '\\', 'http', '://', 'evil.com', 'www.', 'mailto:', 'x@evil.com', '//', ':'],
  ...[
    '{{number}}',
    '{{',
    '}}',
    '{',
    ' ',
    '.',
    'javascript:',
    'O’Neil',
    'snake_case',
    'é',
    '\u202e',
  ],
  ...['"', "'", ' onclick=', '\n', '\t', 'AC/DC', 'a.b', '\u2060'],
]

type Values = Record<keyof typeof VALUES, string>

const BODIES: { body: string; html: string[]; text: (values: Values) => string }[] = [
  { body: '{{requester}}', html: ['<p>'], text: (v) => v.requester },
  {
    body: 'Hello {{requester}}, it is {{title}}.',
    html: ['<p>'],
    text: (v) => `Hello ${v.requester}, it is ${v.title}.`,
  },
  {
    body: 'One\n{{title}}\n{{requester}}',
    html: ['<p>', '<br />', '<br />'],
    text: (v) => `One ${v.title} ${v.requester}`,
  },
  {
    body: '{{title}}{{requester}}{{agent}}',
    html: ['<p>'],
    text: (v) => v.title + v.requester + v.agent,
  },
  { body: '@{{requester}}', html: ['<p>'], text: (v) => `@${v.requester}` },
  { body: 'Re:{{title}}', html: ['<p>'], text: (v) => `Re:${v.title}` },
  { body: '({{title}})', html: ['<p>'], text: (v) => `(${v.title})` },
  { body: '- {{title}}', html: ['<ul>', '<li>'], text: (v) => v.title },
  { body: '> {{title}}', html: ['<blockquote>', '<p>'], text: (v) => v.title },
]

const squeeze = (text: string) => text.replaceAll(JOINER, '').replace(/\s+/g, ' ').trim()

function plain(values: Values): Values {
  const entries = Object.entries(values).map(([name, value]) => [name, squeeze(value)])
  return Object.fromEntries(entries) as Values
}

function visible(html: string): string {
  const text = html
    .replace(/<br \/>\s*/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
  return squeeze(text)
}
