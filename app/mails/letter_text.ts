import type { Letter, NewsGroup, TableOfLetter } from '#mails/letter'

/** The plain text of a letter: the same words in the same order as its HTML. */
export function letterText(letter: Letter): string {
  const { panel, rating, button, more, settings } = letter
  const blocks = [
    letter.replyHint,
    letter.pill.text,
    [letter.title, letter.about],
    panel ? [panel.title, quoted(panel.text)] : '',
    ...letter.quotes.map(({ by, text }) => [by, quoted(text)]),
    ...letter.paragraphs,
    ...letter.news.flatMap(newsText),
    letter.figures.map(({ label, value, note }) => `${label}: ${value}${note && ` (${note})`}`),
    ...letter.tables.map(tableText),
    [...letter.items, letter.total],
    letter.facts,
    letter.signatures.map(({ label, name }) => `${label}: ${name}`),
    button ? [button.label, button.href, letter.buttonHint] : '',
    rating
      ? [rating.ask, ...rating.scores.map(({ value, label, href }) => `${value} ${label}: ${href}`)]
      : '',
    more ? [`${more.label}${more.rest}`, more.href] : '',
    ['-- ', letter.organisation, letter.why, settings ? `${settings.label}: ${settings.href}` : ''],
  ]
  return (
    blocks
      .map((block) => (Array.isArray(block) ? block.filter(Boolean).join('\n') : block))
      .filter((block) => block.trim() !== '')
      .join('\n\n') + '\n'
  )
}

function newsText({ title, href, lines }: NewsGroup): (string | string[])[] {
  const events = lines.map(({ said, when, quote, changes }) => [
    `* ${said} (${when})`,
    changes,
    quote ? quoted(quote) : '',
  ])
  return title ? [[title, href], ...events] : events
}

/** One line a row: a table of text breaks in narrow windows. */
function tableText({ title, head, rows, note, rest }: TableOfLetter): string[] {
  const lines = rows.map(([name, ...cells]) => {
    const said = cells.map(({ text }, at) => (head.length > 2 ? `${head[at + 1]} ${text}` : text))
    return `${name.text}: ${said.join(', ')}`
  })
  return [title, ...lines, note, rest]
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
}
