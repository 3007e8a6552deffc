import { cutLabel, widthOf } from '#services/charts/cut_label'
import { gutterFor, type Drawing } from '#services/charts/drawing'
import type { ChartData, ChartSeries, Look } from '#services/charts/read_chart'
import { scaleAxis } from '#services/charts/scale_axis'
import { label, share, tag, type Drawn } from '#services/charts/svg'

const TOP = 8
const PLOT = 168
const FOOT = 24
/** More points than these stand without marks. */
const MOST_MARKS = 31
const DASHES = [null, '6 4', '2 3', '9 3 2 3', '12 4', '4 2']
/** What the words below have in a place of usual width, and in the narrowest: there only the first and the last stand. */
const USUAL = 300
const NARROWEST = 216
const LABEL = 92
const BETWEEN = 12

/** Lines over time; a gap where there is none. */
export function drawLines(data: ChartData): Drawing {
  const { series, labels, unit, tick } = data
  const values = series.flatMap((line) => line.values.filter((value) => value !== null))
  const axis = scaleAxis(Math.max(...values, 0), unit)
  const bottom = TOP + PLOT
  const up = (value: number) => bottom - (Math.max(value, 0) / axis.max) * PLOT
  const ground: Drawn[] = axis.ticks.flatMap((value, index) => [
    tag('line', {
      ...{ x1: 0, x2: '100%', y1: up(value), y2: up(value) },
      class: index === 0 ? 'base' : 'grid',
    }),
    label(tick(value), -6, up(value) + 4, { anchor: 'end', class: 'axis' }),
  ])
  const across = (index: number) => (labels.length === 1 ? 0.5 : index / (labels.length - 1))
  const short = labels.map(shorten)
  const wide = Math.max(...short.map(widthOf)) * 0.92
  const fit = (width: number) => Math.floor((width + BETWEEN) / (wide + BETWEEN))
  const places = placesOf(labels.length, Math.min(Math.max(fit(USUAL), 2), 7))
  const middle = places.length > fit(NARROWEST) ? 'axis between' : 'axis'
  for (const index of places) {
    const x = across(index)
    const place =
      x === 0 ? {} : x === 1 ? { anchor: 'end' as const } : { anchor: 'middle' as const }
    const isMiddle = x > 0 && x < 1 && labels.length > 1
    const look = { class: isMiddle ? middle : 'axis' }
    ground.push(label(short[index], share(x), bottom + 17, { ...place, ...look }))
  }
  const marks = series.flatMap((line, place) => drawLine(line, place, across, up, bottom + FOOT))
  const gutter = gutterFor(Math.max(...axis.ticks.map((value) => widthOf(tick(value)) * 0.92)))
  const keys = series.map(({ label: text, look }) => ({ label: text, look }))
  const area = { top: TOP, bottom: FOOT, max: axis.max }
  return { height: bottom + FOOT, gutter, ground, marks, keys, area }
}

/** A long label goes without its year, and at last with an ellipsis. */
function shorten(text: string): string {
  return cutLabel(widthOf(text) > LABEL ? text.replace(/ \d{4}$/, '') : text, LABEL)
}

/** Which labels are written: the first, the last, and a few between them at even distances. */
export function placesOf(count: number, most: number): number[] {
  if (count <= most) return [...Array(count).keys()]
  return Array.from({ length: most }, (_, at) => Math.round((at * (count - 1)) / (most - 1)))
}

/** A path in a frame that is stretched, with a pen that is not. */
function drawLine(
  { values, look }: ChartSeries,
  place: number,
  across: (index: number) => number,
  up: (value: number) => number,
  height: number
): Drawn[] {
  const isKnown = (index: number) => (values[index] ?? null) !== null
  const steps = values.map((value, index) =>
    value === null
      ? ''
      : `${isKnown(index - 1) ? 'L' : 'M'}${Math.round(across(index) * 1000)} ${Math.round(up(value) * 10) / 10}`
  )
  const path = tag('path', {
    'd': steps.join(''),
    ...penOf(look),
    'vector-effect': 'non-scaling-stroke',
  })
  const frame = {
    width: '100%',
    height,
    viewBox: `0 0 1000 ${height}`,
    preserveAspectRatio: 'none',
  }
  const isMarked = (index: number) =>
    values.length <= MOST_MARKS || !(isKnown(index - 1) || isKnown(index + 1))
  const points = values.flatMap((value, index) => {
    if (value === null || !isMarked(index)) return []
    const at = { cx: share(across(index)), cy: up(value), r: 3 }
    return [tag('circle', { ...at, class: `${place % 2 ? 'hollow' : 'point'}-${look.tone}` })]
  })
  return [tag('svg', frame, path), ...points]
}

/** How a line of a look is drawn. */
export function penOf({ tone, pattern }: Look): Record<string, string | null> {
  return { 'class': `line-${tone}`, 'stroke-dasharray': DASHES[pattern] }
}
