type Value = string | number | null | undefined

/**
 * An element of a drawing. Attributes without a value are left out, numbers keep two decimals; text is escaped, what
 * `tag` made is not.
 */
export function tag(name: string, attributes: Record<string, Value>, ...inside: Drawn[]): Drawn {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(short(value!))}"`)
    .join('')
  const content = inside.map(({ markup }) => markup).join('')
  return { markup: content ? `<${name}${written}>${content}</${name}>` : `<${name}${written}/>` }
}

/** Markup that is ready; only `tag` and `words` make it. */
export interface Drawn {
  readonly markup: string
}

/** Words inside an element. */
export function words(text: string): Drawn {
  return { markup: escapeText(text) }
}

/** Text at a place; `end` and `middle` are where it is held. */
export function label(
  text: string,
  x: number | string,
  y: number,
  { anchor, ...more }: { anchor?: 'end' | 'middle' } & Record<string, Value> = {}
): Drawn {
  return tag('text', { x, y, 'text-anchor': anchor, ...more }, words(text))
}

/** A share of the width. */
export function share(part: number): string {
  return `${short(part * 100)}%`
}

function short(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : value
}

/** No drawing may hold what XML cannot: control characters would make the picture unreadable as a whole. */
function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}
