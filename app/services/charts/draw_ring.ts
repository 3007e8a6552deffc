import type { Drawing } from '#services/charts/drawing'
import type { Fills } from '#services/charts/fills'
import type { ChartData } from '#services/charts/read_chart'
import { label, tag, words, type Drawn } from '#services/charts/svg'

export const RING = 132
const OUTER = 62
const INNER = 43
const MIDDLE = RING / 2

/** A ring of the rows of one column, with their sum in the middle; what each slice is stands in its key. */
export function drawRing({ series, labels, looks, say }: ChartData, fills: Fills): Drawing {
  const values = series[0].values.map((value) => Math.max(value ?? 0, 0))
  const sum = values.reduce((total, value) => total + value, 0)
  let from = 0
  const marks: Drawn[] = values.flatMap((value, row) => {
    if (value === 0) return []
    const d = outlineOf(from / sum, (from + value) / sum)
    from += value
    const said = tag('title', {}, words(`${labels[row]}: ${say(value)}`))
    return [tag('path', { d, ...sliceOf(fills.of(looks[row])) }, said)]
  })
  const ground = [label(say(sum), MIDDLE, MIDDLE + 8, { anchor: 'middle', class: 'big' })]
  if (sum === 0) {
    const r = (OUTER + INNER) / 2
    const at = { 'cx': MIDDLE, 'cy': MIDDLE, r, 'stroke-width': OUTER - INNER }
    ground.push(tag('circle', { ...at, class: 'empty-ring' }))
  }
  const keys = labels.map((text, row) => ({
    label: text,
    look: looks[row],
    value: say(series[0].values[row]),
  }))
  return { height: RING, gutter: 0, ground, marks, keys, area: { top: 0, bottom: 0, max: sum } }
}

function sliceOf({ class: tone, ...rest }: Record<string, string>) {
  return { ...rest, class: tone ? `slice ${tone}` : 'slice' }
}

/** A piece of the ring between two shares of the way round, from the top. */
function outlineOf(from: number, to: number): string {
  if (to - from > 0.9999) {
    return `${circle(OUTER, 1)}${circle(INNER, 0)}`
  }
  const far = to - from > 0.5 ? 1 : 0
  const [a, b, c, d] = [point(OUTER, from), point(OUTER, to), point(INNER, to), point(INNER, from)]
  return `M${a}A${OUTER} ${OUTER} 0 ${far} 1 ${b}L${c}A${INNER} ${INNER} 0 ${far} 0 ${d}Z`
}

function circle(radius: number, sweep: 0 | 1): string {
  const [top, bottom] = [point(radius, 0), point(radius, 0.5)]
  const arc = `A${radius} ${radius} 0 1 ${sweep} `
  return `M${top}${arc}${bottom}${arc}${top}Z`
}

function point(radius: number, turn: number): string {
  const angle = turn * 2 * Math.PI
  const round = (value: number) => Math.round(value * 100) / 100
  const [x, y] = [MIDDLE + radius * Math.sin(angle), MIDDLE - radius * Math.cos(angle)]
  return `${round(x)} ${round(y)}`
}
