/** Lines as a text without empty ones around it, and with one between paragraphs at most. */
export function trimLines(lines: string[]): string {
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\s*\n/, '')
    .trimEnd()
}
