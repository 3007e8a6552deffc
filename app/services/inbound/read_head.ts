/** The longest head that is read, and the longest value of one header; mails of people stay far below. */
const LONGEST_HEAD = 128 * 1024
const LONGEST_VALUE = 8_000

/** The headers of a mail by their names in lower case, unfolded, in the order in which they stand. */
export class MailHead {
  constructor(private readonly values: ReadonlyMap<string, string[]>) {}

  /** The topmost value; empty without one. */
  first(name: string): string {
    return this.values.get(name)?.[0] ?? ''
  }

  all(name: string): string[] {
    return this.values.get(name) ?? []
  }

  has(name: string): boolean {
    return this.values.has(name)
  }

  names(): string[] {
    return [...this.values.keys()]
  }
}

/**
 * Reads the head of a mail (RFC 5322, 2.2), nothing decoded.
 * @returns null when there is no head, or one of more than 128 kB
 */
export function readHead(raw: Buffer): MailHead | null {
  const text = raw.subarray(0, LONGEST_HEAD).toString('utf8')
  const end = /\r?\n\r?\n/.exec(text)
  if (!end && raw.length > LONGEST_HEAD) return null
  const values = new Map<string, string[]>()
  for (const line of unfold(end ? text.slice(0, end.index) : text)) {
    const match = /^([!-9;-~]{1,100})[ \t]*:(.*)$/s.exec(line)
    if (!match) continue
    const name = match[1].toLowerCase()
    const value = match[2].slice(0, LONGEST_VALUE).trim()
    const others = values.get(name)
    if (others) others.push(value)
    else values.set(name, [value])
  }
  return values.size > 0 ? new MailHead(values) : null
}

function unfold(text: string): string[] {
  const lines: string[][] = []
  for (const line of text.split(/\r?\n/)) {
    if (/^[ \t]/.test(line)) lines.at(-1)?.push(line.trim())
    else lines.push([line])
  }
  return lines.map((parts) => parts.join(' '))
}
