import type { Visitor } from '#tests/support/visitor'

/** A form as a page offers it, with the values it would send. */
export interface FoundForm {
  action: string
  fields: Record<string, string>
}

export interface Crawl {
  /** The pages that answered, each kind once. */
  pages: string[]
  /** Forms that post, each kind once: one action (numbers left aside) with one set of names. */
  forms: FoundForm[]
}

/** Of a page with many filters so many sets of them are visited, and of a form that carries them along so many are tried. */
const MOST_OF_A_PAGE = 10
const MOST_OF_A_FORM = 5

/** Reads the starts and every kind of page that links lead to, and collects the forms on them, as a browser would fill them. */
export async function crawl(visitor: Visitor, starts: string[]): Promise<Crawl> {
  const seen = new Set<string>()
  const forms = new Map<string, FoundForm>()
  const pages: string[] = []
  const first = new Set(starts)
  const waiting = [...starts]
  const isEnough = counter()
  for (let path = waiting.shift(); path; path = waiting.shift()) {
    const isStart = first.delete(path)
    if (seen.has(kindOf(path)) && !isStart) continue
    seen.add(kindOf(path))
    if (!isStart && isEnough(`page ${pathOf(path)}`, MOST_OF_A_PAGE)) continue
    const { status, text } = await visitor.get(path)
    if (status !== 200) continue
    pages.push(path)
    waiting.push(...linksIn(text).filter((link) => !seen.has(kindOf(link))))
    for (const form of formsIn(text, path)) {
      const key = `${kindOf(form.action)} ${Object.keys(form.fields).sort()}`
      if (forms.has(key) || isEnough(`form ${pathOf(form.action)}`, MOST_OF_A_FORM)) continue
      forms.set(key, form)
    }
  }
  return { pages, forms: [...forms.values()] }
}

function counter(): (what: string, most: number) => boolean {
  const counts = new Map<string, number>()
  return (what, most) => {
    const count = (counts.get(what) ?? 0) + 1
    counts.set(what, count)
    return count > most
  }
}

function pathOf(path: string): string {
  return kindOf(path).split('?')[0]
}

/** The address without its numbers and values: /tickets/7?page=2 and /tickets/9?page=1 are one kind. */
export function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://desk')
  return `${pathname.replace(/\d+/g, ':n')}?${[...searchParams.keys()].sort()}`
}

function linksIn(html: string): string[] {
  return [...html.matchAll(/<a\b[^>]*\bhref="(\/[^"#]*)/g)]
    .map(([, href]) => decode(href))
    .filter((href) => !/^\/(assets|uploads)\/|^\/\//.test(href))
}

function formsIn(html: string, path: string): FoundForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)]
    .map(([, tag, body]) => ({ tag: attributes(tag), body }))
    .filter(({ tag }) => tag.method?.toUpperCase() === 'POST')
    .map(({ tag, body }) => ({ action: tag.action ?? path, fields: fieldsIn(body) }))
}

function fieldsIn(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [, name, tag, body] of html.matchAll(
    /<(input|button|select|textarea)\b([^>]*)>(?:(.*?)<\/\1>)?/gs
  )) {
    const given = attributes(tag)
    if (!given.name || given.name === '_csrf' || given.type === 'file') continue
    // Buttons that only turn the form (another row, another type) are not how it is sent.
    if (name === 'button' && given.name.startsWith('_')) continue
    if (given.type === 'radio' && !('checked' in given) && given.name in fields) continue
    fields[given.name] = valueOf(name, given, body ?? '')
  }
  return fields
}

function valueOf(name: string, given: Record<string, string>, body: string): string {
  if (name === 'textarea') return decode(body)
  if (name !== 'select') return given.value ?? ''
  const options = [...body.matchAll(/<option\b([^>]*)>([^<]*)/g)].map(([, tag, text]) => ({
    ...attributes(tag),
    text: decode(text),
  })) as Record<string, string>[]
  const chosen = options.find((option) => 'selected' in option) ?? options[0]
  return chosen?.value ?? chosen?.text ?? ''
}

function attributes(tag: string): Record<string, string> {
  return Object.fromEntries(
    [...tag.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [
      name,
      decode(value ?? ''),
    ])
  )
}

function decode(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }
  return text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, code: string) => {
    if (!code.startsWith('#')) return named[code] ?? whole
    return String.fromCodePoint(
      code[1].toLowerCase() === 'x' ? Number.parseInt(code.slice(2), 16) : Number(code.slice(1))
    )
  })
}
