import { excerptOf } from '#services/words/excerpt_of'

/** Characters of somebody's text that are looked at; a card shows fewer. */
const READ = 4000
const BULLET = /^\s{0,6}[-*+]\s+/

/** What people wrote in Markdown as plain words, line by line: a chat has no use for its signs. */
export function plainWords(markdown: string): string {
  const lines = markdown.slice(0, READ).toWellFormed().split('\n')
  return lines
    .map((line) => `${BULLET.test(line) ? '• ' : ''}${excerptOf(line, READ).text}`)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
