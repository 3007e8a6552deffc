import '../../vendor/chart.js'
import { colour, forPaper } from './colours.js'
import { look } from './look.js'

const { Chart } = globalThis
const drawn = new WeakMap()

/** Draws a figure from the data block beside its table; on paper without motion and in the light colours. */
export function draw(figure, onPaper) {
  forPaper(onPaper)
  drawn.get(figure)?.destroy()
  figure.querySelector('.plot').dataset.drawn = ''
  const { labels, series } = JSON.parse(figure.querySelector('script').textContent)
  const kind = figure.dataset.chart
  const datasets = series.map((line, index) => ({
    label: line.label,
    data: line.values,
    ...look(kind, line, index),
  }))
  const options = { ...settings(kind, onPaper), scales: kind === 'doughnut' ? {} : scales(figure) }
  drawn.set(
    figure,
    new Chart(figure.querySelector('canvas'), { type: kind, data: { labels, datasets }, options })
  )
}

function settings(kind, onPaper) {
  const still = onPaper || matchMedia('(prefers-reduced-motion: reduce)').matches
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily
  Chart.defaults.font.size = 11
  Chart.defaults.color = colour('--ink-2')
  return {
    animation: still ? false : { duration: 190 },
    maintainAspectRatio: false,
    interaction: { mode: 'index', intersect: false },
    cutout: kind === 'doughnut' ? '72%' : undefined,
    plugins: {
      legend: {
        position: 'bottom',
        labels: { boxWidth: 14, boxHeight: 8, usePointStyle: kind === 'line', pointStyle: 'line' },
      },
    },
  }
}

function scales(figure) {
  const stacked = 'stacked' in figure.dataset
  const grid = { color: colour('--line') }
  return {
    x: { stacked, grid: { display: false }, border: grid },
    y: { stacked, beginAtZero: true, grid, border: { display: false }, ticks: { precision: 0 } },
  }
}
