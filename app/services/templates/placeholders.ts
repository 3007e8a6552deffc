import { Invalid } from '#exceptions/refusals'
import { plainValue } from '#services/templates/plain_value'

/** What stands between two braces on each side is filled in when a reply is inserted. */
export const PLACEHOLDERS = [
  'requester',
  'first_name',
  'number',
  'title',
  'agent',
  'department',
  'link',
] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** What the desk itself writes; all others are what people typed. */
const OURS: Placeholder[] = ['number', 'link']

const MARK = /\{\{([^{}]*)\}\}/g

/**
 * Refuses a reply whose placeholders nobody could fill in.
 * @throws Invalid 422 on `body`, with the name of the first unknown one, or what begins and never ends
 */
export function refuseUnknownPlaceholders(body: string): void {
  for (const [whole, name] of body.matchAll(MARK)) {
    if (!isPlaceholder(name.trim())) {
      throw new Invalid('body', 'templates.unknown_placeholder', { name: whole })
    }
  }
  const rest = body.replace(MARK, '').match(/\{\{.{0,20}|.{0,20}\}\}/)
  if (rest) throw new Invalid('body', 'templates.open_placeholder', { text: rest[0] })
}

/**
 * Fills the placeholders of a reply, each once: a value that looks like one stays as it is. What people typed (names,
 * titles) comes as plain text that neither Markdown nor a mention acts on.
 */
export function fillPlaceholders(body: string, values: Record<Placeholder, string>): string {
  let filled = ''
  let at = 0
  for (const match of body.matchAll(MARK)) {
    const name = match[1].trim()
    if (!isPlaceholder(name)) continue
    filled += body.slice(at, match.index)
    filled += OURS.includes(name) ? values[name] : plainValue(values[name], filled)
    at = match.index + match[0].length
  }
  return filled + body.slice(at)
}

function isPlaceholder(name: string): name is Placeholder {
  return (PLACEHOLDERS as readonly string[]).includes(name)
}
