const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g

/**
 * Whether an object of a JSON text names a key twice. Readers differ in which one counts, so one could be shown a value that
 * another never checked.
 * @param text that JSON.parse has read
 */
export function namesTwice(text: string): boolean {
  const open: (Set<string> | null)[] = []
  let last = ''
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else if (token === ':') {
      const keys = open.at(-1)!
      const key = (JSON.parse(last) as string).normalize('NFC')
      if (keys.has(key)) return true
      keys.add(key)
    }
    last = token
  }
  return false
}
