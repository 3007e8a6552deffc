import { cutLabel, widthOf } from '#services/charts/cut_label'
import { drawChart, type Chart } from '#services/charts/draw_chart'
import { RING } from '#services/charts/draw_ring'
import { paperStyle } from '#services/charts/paper_style'
import { label, tag, words, type Drawn } from '#services/charts/svg'
import type { FigureWords } from '#services/reports/figure_words'
import type { ReportTable } from '#services/reports/report_table'

const MARGIN = 20
const TITLE = 34
const ROW = 22

/** A chart that stands alone: a whole SVG with its title (where the table has one), keys and colours, `width` pixels wide. */
export function drawPaper(
  table: ReportTable,
  figures: FigureWords,
  { width, empty }: { width: number; empty: string }
): string {
  const inner = width - 2 * MARGIN
  const title = label(cutLabel(table.title, inner / 1.3), MARGIN, MARGIN + 14, { class: 'title' })
  const top = MARGIN + (table.title ? TITLE : 0)
  const chart = drawChart(table, figures)
  const { drawn, height } = chart
    ? arrange(chart, inner, top)
    : { drawn: [label(empty, MARGIN, top + 14)], height: ROW }
  const whole = top + height + MARGIN
  return tag(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height: whole, viewBox: `0 0 ${width} ${whole}` },
    tag('style', {}, words(paperStyle(inner))),
    title,
    ...drawn
  ).markup
}

function arrange(chart: Chart, inner: number, top: number): { drawn: Drawn[]; height: number } {
  if (chart.kind === 'ring') {
    const keys = chart.keys.map(({ label: text, value, paint }, row) =>
      keyAt(paint, `${text}  ${value}`, MARGIN + RING + 28, top + 8 + row * ROW)
    )
    const ring = frame(MARGIN, top, RING, RING, chart)
    return { drawn: [ring, ...keys], height: Math.max(RING, chart.keys.length * ROW + 8) }
  }
  const { keys, rows } = flow(chart, inner, top)
  const below = top + rows * ROW + (rows ? 8 : 0)
  const width = inner - chart.gutter
  const drawn = [...keys, frame(MARGIN + chart.gutter, below, width, chart.height, chart)]
  return { drawn, height: below - top + chart.height }
}

/** Keys in lines, as many in one as fit. */
function flow({ keys, kind }: Chart, inner: number, top: number): { keys: Drawn[]; rows: number } {
  if (keys.length < 2 && kind !== 'heat') {
    return { keys: keys.map((key) => label(key.label, MARGIN, top + 9)), rows: 1 }
  }
  let [x, row] = [0, 0]
  const drawn = keys.map(({ label: text, paint }) => {
    const wide = 22 + widthOf(text) + 18
    if (x > 0 && x + wide > inner) [x, row] = [0, row + 1]
    const key = keyAt(paint, text, MARGIN + x, top + row * ROW)
    x += wide
    return key
  })
  return { keys: drawn, rows: row + 1 }
}

function keyAt(paint: Drawn, text: string, x: number, y: number): Drawn {
  const swatch = tag('svg', { x, y, width: 16, height: 10 }, paint)
  return tag('g', {}, swatch, label(text, x + 22, y + 9))
}

function frame(x: number, y: number, width: number, height: number, { inside }: Chart): Drawn {
  return tag('svg', { x, y, width, height, overflow: 'visible' }, ...inside)
}
