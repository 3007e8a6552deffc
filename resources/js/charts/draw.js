import '../../vendor/chart.js'
import { colour } from './colours.js'
import { look } from './look.js'
import { options } from './options.js'

const { Chart } = globalThis
const drawn = new WeakMap()

/** Draws the marks of a figure in the place of the server's, whose names, lines and figures stay where they are. */
export function draw(figure) {
  const plot = figure.querySelector('.plot')
  drawn.get(figure)?.destroy()
  const keys = [...figure.querySelectorAll('button.key')]
  plot.querySelector('canvas')?.parentElement.remove()
  const place = document.createElement('div')
  place.className = 'plot-live'
  place.append(document.createElement('canvas'))
  place.firstChild.setAttribute('aria-hidden', 'true')
  plot.append(place)
  const data = JSON.parse(figure.querySelector('script').textContent)
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily
  Chart.defaults.color = colour('--ink-2')
  const datasets = data.series.map((series, index) => ({
    label: series.label,
    data: series.values,
    hidden: keys[index]?.getAttribute('aria-pressed') === 'false',
    ...look(data, series),
  }))
  const { type, ...settings } = options(data)
  const chart = new Chart(place.firstChild, {
    type,
    data: { labels: data.labels, datasets },
    options: settings,
  })
  drawn.set(figure, chart)
  plot.dataset.live = ''
}

/** Shows or hides a series. */
export function show(figure, index, isShown) {
  const chart = drawn.get(figure)
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  chart.options.animation = isCalm ? false : { duration: 190 }
  chart.setDatasetVisibility(index, isShown)
  chart.update()
}
