import { cutLabel, widthOf } from '#services/charts/cut_label'
import { gutterFor, type Drawing, type Key } from '#services/charts/drawing'
import type { ChartData } from '#services/charts/read_chart'
import { label, share, tag, words, type Drawn } from '#services/charts/svg'

const CELL = 22
const FOOT = 20
const STRENGTHS = [0.16, 0.36, 0.58, 0.8, 1]
/** What the words below have in the narrowest place there is. */
const NARROWEST = 216

/** Rows by columns, each field the darker the more; also in grey the order can be seen. */
export function drawHeat({ series, labels, say }: ChartData): Drawing {
  const highest = Math.max(...series.flatMap(({ values }) => values.map((value) => value ?? 0)), 0)
  const levels = levelsOf(highest)
  const strengthOf = (value: number) => levels.find(({ to }) => value <= to)?.strength ?? 1
  const step = 1 / series.length
  const marks: Drawn[] = []
  const ground: Drawn[] = labels.map((name, row) =>
    label(cutLabel(name, 56), -6, row * CELL + 15, { anchor: 'end', class: 'axis' })
  )
  labels.forEach((name, row) => {
    series.forEach(({ label: column, values }, place) => {
      const value = values[row] ?? 0
      const at = {
        x: share(place * step),
        y: row * CELL + 1,
        width: share(step * 0.94),
        height: CELL - 2,
      }
      const isNone = value <= 0
      const fill = {
        'class': isNone ? 'none' : 'fill-series-1',
        'fill-opacity': isNone ? null : strengthOf(value),
      }
      const said = isNone ? [] : [tag('title', {}, words(`${name} ${column}: ${say(value)}`))]
      marks.push(tag('rect', { ...at, rx: 2, ...fill }, ...said))
    })
  })
  const heads = series.map(({ label: column }) => shorten(column))
  const most = Math.floor(NARROWEST / (Math.max(...heads.map(widthOf)) + 8))
  const every = Math.ceil(series.length / most)
  heads.forEach((head, place) => {
    if (place % every !== 0) return
    const x = share((place + 0.47) * step)
    const y = labels.length * CELL + 14
    ground.push(label(head, x, y, { anchor: 'middle', class: 'axis' }))
  })
  const gutter = gutterFor(Math.min(Math.max(...labels.map(widthOf)) * 0.92, 56))
  const keys: Key[] = levels.map(({ from, to, strength }) => ({
    label: from === to ? say(to) : `${say(from)}–${say(to)}`,
    look: { tone: 'series-1', pattern: 0 },
    strength,
  }))
  return { height: labels.length * CELL + FOOT, gutter, ground, marks, keys }
}

/** "07:00" and "07 to 08" are hours: the beginning says it all. */
function shorten(column: string): string {
  const [first] = column.split(' ')
  return cutLabel(first.replace(/:00$/, ''), 40)
}

/** Whole numbers from one to the highest in up to five bands of like width. */
function levelsOf(highest: number): { from: number; to: number; strength: number }[] {
  const most = Math.max(Math.ceil(highest), 1)
  const count = Math.min(STRENGTHS.length, most)
  return Array.from({ length: count }, (_, index) => ({
    from: Math.floor((most * index) / count) + 1,
    to: Math.floor((most * (index + 1)) / count),
    strength: STRENGTHS[count === 1 ? 4 : Math.round((index * 4) / (count - 1))],
  }))
}
