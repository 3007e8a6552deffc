const LONGEST = 120
const LONGEST_ENDING = 12

/**
 * A file name as it may be shown and downloaded: no folders, no control, direction or invisible characters, no signs
 * that a file system refuses, at most 120 characters with its ending kept. Never empty.
 */
export function cleanName(given: string): string {
  const plain = given
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\uFFFD]/gu, '')
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return shorten(plain || 'file')
}

/** The ending of a name in lower case without its dot; empty without one. */
export function endingOf(name: string): string {
  const ending = name.match(/\.([^.\s]+)$/)?.[1] ?? ''
  return ending.length <= LONGEST_ENDING ? ending.toLowerCase() : ''
}

/** A name that none of the others has: "plan.pdf", then "plan (2).pdf". */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  const ending = endingOf(name)
  const stem = ending ? name.slice(0, -ending.length - 1) : name
  for (let count = 2; ; count += 1) {
    const next = `${stem} (${count})${ending ? `.${name.slice(-ending.length)}` : ''}`
    if (!taken.has(next)) return next
  }
}

function shorten(name: string): string {
  const signs = [...name]
  if (signs.length <= LONGEST) return name
  const ending = endingOf(name)
  const rest = ending ? `….${name.slice(-ending.length)}` : '…'
  return (
    signs
      .slice(0, LONGEST - rest.length)
      .join('')
      .trimEnd() + rest
  )
}
