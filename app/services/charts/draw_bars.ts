import { widthOf } from '#services/charts/cut_label'
import { drawName } from '#services/charts/draw_name'
import type { Drawing } from '#services/charts/drawing'
import type { Fills } from '#services/charts/fills'
import type { ChartData } from '#services/charts/read_chart'
import { scaleAxis } from '#services/charts/scale_axis'
import { label, share, tag, words, type Drawn } from '#services/charts/svg'

const NAME = 17
const GAP = 11
const FOOT = 18
/** Bars that lie, each under its own name, so that long names have the whole width; side by side or in one line. */
export function drawBars(data: ChartData, fills: Fills): Drawing {
  const { kind, series, labels, unit, say, tick } = data
  const isStacked = kind === 'stacked'
  const lanes = isStacked ? 1 : series.length
  const thick = lanes === 1 ? 12 : 8
  const pitch = NAME + lanes * thick + (lanes - 1) * 2 + GAP
  const totals = labels.map((_, row) => series.map(({ values }) => Math.max(values[row] ?? 0, 0)))
  const highest = totals.map((all) => (isStacked ? sum(all) : Math.max(...all)))
  const axis = scaleAxis(Math.max(...highest), unit)
  const bottom = labels.length * pitch
  const ground: Drawn[] = axis.ticks.flatMap((value, index) => {
    const x = share(value / axis.max)
    const place = index === 0 ? {} : ({ anchor: value === axis.max ? 'end' : 'middle' } as const)
    return [
      tag('line', { x1: x, x2: x, y1: 0, y2: bottom, class: index === 0 ? 'base' : 'grid' }),
      label(tick(value), x, bottom + 14, { ...place, class: 'axis' }),
    ]
  })
  const marks: Drawn[] = []
  labels.forEach((name, row) => {
    const y = row * pitch
    const texts = isStacked ? [totalText(data, row)] : series.map(({ values }) => say(values[row]))
    const figure = texts.join(' · ')
    ground.push(...drawName(name, widthOf(figure), y + 12))
    ground.push(label(figure, '100%', y + 12, { anchor: 'end', class: 'value' }))
    let from = 0
    series.forEach(({ label: what, values, look }, place) => {
      const value = Math.max(values[row] ?? 0, 0)
      if (value === 0) return
      const top = y + NAME + (isStacked ? 0 : place * (thick + 2))
      const at = {
        x: share(from / axis.max),
        y: top,
        width: share(value / axis.max),
        height: thick,
      }
      const said = tag('title', {}, words(`${name}, ${what}: ${say(value)}`))
      marks.push(tag('rect', { ...at, rx: isStacked ? null : 2, ...fills.of(look) }, said))
      if (isStacked) from += value
    })
  })
  const keys = series.map(({ label: text, look }) => ({ label: text, look }))
  const slack = (NAME - GAP) / 2
  const area = {
    top: slack,
    bottom: FOOT - slack,
    max: axis.max,
    lanes: {
      categoryPercentage: (lanes * (thick + 2)) / pitch,
      barPercentage: thick / (thick + 2),
      borderRadius: isStacked ? 0 : 2,
    },
  }
  return { height: bottom + FOOT, gutter: 0, ground, marks, keys, area }
}

function totalText({ series, say }: ChartData, row: number): string {
  const values = series.map(({ values: all }) => all[row]).filter((value) => value !== null)
  return say(values.length === 0 ? null : sum(values))
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
