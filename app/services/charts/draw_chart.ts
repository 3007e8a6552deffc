import { drawBars } from '#services/charts/draw_bars'
import { drawHeat } from '#services/charts/draw_heat'
import { drawLines, penOf } from '#services/charts/draw_lines'
import { drawRing, RING } from '#services/charts/draw_ring'
import type { Area, Drawing, Key } from '#services/charts/drawing'
import { Fills } from '#services/charts/fills'
import { readChart, type ChartData } from '#services/charts/read_chart'
import { tag, type Drawn } from '#services/charts/svg'
import type { FigureWords } from '#services/reports/figure_words'
import type { ReportTable } from '#services/reports/report_table'

const SWATCH = { 'class': 'chart', 'width': 16, 'height': 10, 'aria-hidden': 'true' }

/** A table drawn: its frame with words for those who cannot see it, its keys, and the figures for the browser. */
export interface Chart extends Omit<Drawing, 'keys'> {
  kind: ChartData['kind']
  keys: (Key & { paint: Drawn; swatch: string })[]
  svg: string
  /** Figures and places as JSON, for a browser that draws the marks itself; null when it cannot. */
  data: string | null
  /** Rows of the table that are not drawn. */
  left: number
  drawn: number
  /** Everything within its frame. */
  inside: Drawn[]
}

/**
 * Draws a table as it asks to be drawn, as SVG whose colours come from the style sheet.
 * @param name what the drawing is called on the page; the table's key, unless it stands there twice
 * @returns null when it asks for nothing, or has nothing to draw
 */
export function drawChart(
  table: ReportTable,
  words: FigureWords,
  { name = table.key, title = table.title }: { name?: string; title?: string } = {}
): Chart | null {
  const data = readChart(table, words)
  if (!data) return null
  const fills = new Fills(`chart-${name}`)
  const { keys, ...drawing } = draw(data, fills)
  const painted = keys.map((key) => {
    const paint = paintKey(key, data.kind, fills)
    return { ...key, paint, swatch: tag('svg', SWATCH, paint).markup }
  })
  const isRing = data.kind === 'ring'
  const size = isRing
    ? { width: RING, height: RING, viewBox: `0 0 ${RING} ${RING}` }
    : { width: '100%', height: drawing.height }
  const frame = { 'class': 'chart', ...size, 'role': 'img', 'aria-label': title }
  const { ground, marks, area } = drawing
  const inside = [...fills.definitions, ...ground, tag('g', { class: 'marks' }, ...marks)]
  return {
    ...drawing,
    kind: data.kind,
    keys: painted,
    svg: tag('svg', frame, ...inside).markup,
    data: area ? figuresOf(data, area) : null,
    left: data.left,
    drawn: data.labels.length,
    inside,
  }
}

function draw(data: ChartData, fills: Fills): Drawing {
  if (data.kind === 'lines') return drawLines(data)
  if (data.kind === 'ring') return drawRing(data, fills)
  if (data.kind === 'heat') return drawHeat(data)
  return drawBars(data, fills)
}

/** What a look is like, 16 by 10. */
function paintKey({ look, strength }: Key, kind: ChartData['kind'], fills: Fills): Drawn {
  if (kind === 'lines') return tag('path', { d: 'M0 5H16', ...penOf(look) })
  return tag('rect', {
    'width': 16,
    'height': 10,
    'rx': 2,
    ...fills.of(look),
    'fill-opacity': strength,
  })
}

function figuresOf({ kind, labels, series, looks, say }: ChartData, area: Area): string {
  const data = {
    kind,
    ...area,
    labels,
    looks: kind === 'ring' ? looks : undefined,
    series: series.map(({ label, values, look }) => ({
      label,
      look,
      values,
      texts: values.map((value) => say(value)),
    })),
  }
  return JSON.stringify(data).replace(/</g, '\\u003c')
}
