import type { Look } from '#services/charts/read_chart'
import { tag, type Drawn } from '#services/charts/svg'

/** Lines over the tone, in the colour of the paper: none, rising, dots, crossed, falling, lying. */
const OVER = [
  '',
  'M-2 2L2-2M0 8L8 0M6 10L10 6',
  'M2 2h.01M6 6h.01',
  'M0 4H8M4 0V8',
  'M-2 6L2 10M0 0L8 8M6-2L10 2',
  'M0 2H8M0 6H8',
]

/** Fills of a drawing, defined as they are asked for; their names are unique on the page by the drawing's own. */
export class Fills {
  #patterns = new Map<string, Drawn>()

  constructor(readonly name: string) {}

  /** The attributes that fill a mark: a class for a plain tone, else a pattern. */
  of({ tone, pattern }: Look): Record<string, string> {
    if (pattern === 0) return { class: `fill-${tone}` }
    const id = `${this.name}-${tone}-${pattern}`
    if (!this.#patterns.has(id)) this.#patterns.set(id, draw(id, tone, pattern))
    return { fill: `url(#${id})` }
  }

  get definitions(): Drawn[] {
    return this.#patterns.size > 0 ? [tag('defs', {}, ...this.#patterns.values())] : []
  }
}

function draw(id: string, tone: string, pattern: number): Drawn {
  const ground = tag('rect', { width: 8, height: 8, class: `fill-${tone}` })
  const lines = tag('path', { d: OVER[pattern], class: pattern === 2 ? 'hatch dots' : 'hatch' })
  const size = { width: 8, height: 8, patternUnits: 'userSpaceOnUse' }
  return tag('pattern', { id, ...size }, ground, lines)
}
