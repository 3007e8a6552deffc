import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import sharp from 'sharp'
import { cutLabel, widthOf } from '#services/charts/cut_label'
import { drawChart } from '#services/charts/draw_chart'
import { drawPng, type PngOptions } from '#services/charts/draw_png'
import { sampleTables } from '#services/charts/sample_tables'
import { figureWords } from '#services/reports/figure_words'
import type { ReportChart, ReportTable } from '#services/reports/report_table'

const words = () => figureWords(i18nManager.locale('en'))
const KINDS = ['bars', 'stacked', 'lines', 'ring', 'heat'] as const

function tableOf(kind: ReportChart['kind'], rows: [string, ...(number | null)[]][]): ReportTable {
  const columns = rows[0]?.slice(1).map((_, at) => ({
    key: `c${at}`,
    label: `Column ${at}`,
    kind: 'count' as const,
  }))
  return {
    ...{ key: 'table', title: 'A table', rowTitle: 'Row', columns: columns ?? [], total: null },
    rows: rows.map(([label, ...values]) => ({ label, cells: values.map((value) => ({ value })) })),
    chart: { kind, columns: ['c0', 'c1', 'c2'] },
  }
}

async function widthOfPng(table: ReportTable, options?: PngOptions) {
  const { width } = await sharp(await drawPng(table, options)).metadata()
  return width
}

test.group('Charts drawn by the server', () => {
  test('show every row and series of their table, each with its own pattern', ({ assert }) => {
    const [stacked, lines, , , ring, heat] = sampleTables().map((table) =>
      drawChart(table, words())!
    )
    assert.deepEqual(
      stacked.keys.map(({ label, look }) => [label, look.tone, look.pattern]),
      [
        ['Video', 'series-1', 0],
        ['Image', 'series-2', 1],
        ['Other', 'series-3', 2],
      ]
    )
    assert.include(stacked.svg, '>Kim Dela Cruz</text>')
    assert.include(stacked.svg, '>61</text>')
    assert.include(stacked.svg, 'fill="url(#chart-output-series-2-1)"')
    assert.include(stacked.svg, '<pattern id="chart-output-series-2-1"')
    assert.match(lines.svg, /stroke-dasharray="6 4"/)
    assert.lengthOf(lines.svg.match(/d="M[^"]+M/g)!, 1, 'a gap where there is none')
    assert.deepEqual(
      ring.keys.map(({ value }) => value),
      ['7', '4', '14', '2', '82']
    )
    assert.lengthOf(heat.svg.match(/<rect/g)!, 7 * 24)
  })

  test('cut long names and keep the whole in the title', ({ assert }) => {
    const [{ svg }] = sampleTables().map((table) => drawChart(table, words())!)
    const name = 'Maria Antonia de los Angeles Fernandez-Villanueva y Garcia'
    assert.include(svg, `<title>${name}</title>`)
    assert.notInclude(svg, `>${name}</text>`)
    assert.match(svg, /class="name narrow">Maria Antonia de los[^<]*…/)
    assert.equal(cutLabel('short', 100), 'short')
    for (const text of ['👩‍👩‍👧‍👦'.repeat(20), '広告の依頼'.repeat(9), 'Ω'.repeat(80)]) {
      const cut = cutLabel(text, 100)
      assert.isAtMost(widthOf(cut), 101)
      assert.isTrue(cut.isWellFormed())
      assert.isTrue(cut.endsWith('…'))
    }
  })

  test('hold no markup and nothing XML cannot hold, whatever a name says', async ({ assert }) => {
    const name = '</text><script>alert(1)</script>"\u0000\u0008\ud800&amp;'
    for (const kind of KINDS) {
      const table = tableOf(kind, [[name, 3, 2, 1]])
      table.columns[0].label = name
      table.title = name
      const chart = drawChart(table, words())!
      assert.notMatch(`${chart.svg}${chart.data}`, /<\/?script|\p{Cc}/u)
      assert.isTrue(chart.svg.isWellFormed())
      await sharp(Buffer.from(chart.svg.replace('100%', '500'))).metadata()
    }
    const table = { ...tableOf('stacked', [[name, 3, 2, 1]]), title: name }
    assert.equal(await widthOfPng(table, { width: 300 }), 600)
  })

  test('are never drawn of what is not a number', ({ assert }) => {
    const rows: [string, ...(number | null)[]][][] = [
      [['only none', null, null]],
      [['none and nought', null, 0]],
      [['nought', 0, 0]],
      [['below nought', -4, 2]],
      [['broken', Number.NaN, Number.POSITIVE_INFINITY, 3]],
      [['one', 1]],
      Array.from({ length: 3000 }, (_, at) => [`row ${at}`, at, 2 * at]),
    ]
    for (const kind of KINDS) {
      for (const table of rows.map((some) => tableOf(kind, some))) {
        const chart = drawChart(table, words())
        const name = `${kind} of ${table.rows[0].label}`
        if (table.rows[0].label === 'only none') assert.isNull(chart, name)
        else assert.notMatch(chart!.svg, /NaN|Infinity|undefined|="[^"]*-\d+(\.\d+)?%/, name)
      }
      assert.isNull(drawChart(tableOf(kind, []), words()))
    }
    assert.isNull(drawChart({ ...tableOf('bars', [['x', 1]]), chart: undefined }, words()))
  })

  test('say how many rows they leave to the table', ({ assert }) => {
    const table = tableOf(
      'bars',
      Array.from({ length: 40 }, (_, at) => [`row ${at}`, 40 - at])
    )
    const { drawn, left } = drawChart(table, words())!
    assert.deepEqual([drawn, left], [12, 28])
  })
})

test.group('Charts as pictures', () => {
  test('are PNGs of twice the size with their words in them', async ({ assert }) => {
    for (const table of sampleTables().slice(3)) {
      const png = await drawPng(table)
      const { format, width } = await sharp(png).metadata()
      assert.deepEqual([format, width], ['png', 1200])
      assert.isBelow(png.length, 60_000)
    }
    const [table] = sampleTables()
    const [one, other] = await Promise.all([drawPng(table), drawPng({ ...table, title: 'Other' })])
    assert.notDeepEqual(one, other)
    assert.equal(await widthOfPng(table, { width: 400 }), 800)
  })

  test('say so when there is nothing to draw', async ({ assert }) => {
    assert.equal(await widthOfPng(tableOf('bars', [])), 1200)
  })
})
