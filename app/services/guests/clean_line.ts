/** Nothing of these is seen, and they turn round or break what stands beside a name. */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu

/** What a stranger typed as a name, in one line as it may stand in sentences; empty when nothing of it can be read. */
export function cleanLine(typed: string): string {
  const line = typed
    .toWellFormed()
    .normalize('NFC')
    .replace(UNSEEN, ' ')
    // Marks heaped on one letter reach over the lines around it.
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim()
  return /[\p{L}\p{N}]/u.test(line) ? line : ''
}
