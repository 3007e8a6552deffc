import { colour, pattern } from './colours.js'

const DASHES = [[], [6, 4], [2, 3], [9, 3, 2, 3], [12, 4], [4, 2]]
const MOST_MARKS = 31

/** How one series is drawn: its hue, and the dash or pattern that tells it apart without hue. */
export function look({ kind, looks, series: all, lanes }, { look: own, values }) {
  const surface = colour('--surface')
  if (kind === 'ring') {
    const fills = looks.map((one) => pattern(`--${one.tone}`, one.pattern))
    return {
      backgroundColor: fills,
      borderColor: surface,
      borderWidth: 1.5,
      hoverBorderColor: surface,
    }
  }
  const hue = colour(`--${own.tone}`)
  if (kind === 'lines') {
    const isHollow = all.findIndex((series) => series.look === own) % 2 === 1
    return {
      borderColor: hue,
      backgroundColor: hue,
      borderWidth: 2,
      borderDash: DASHES[own.pattern],
      pointRadius: values.length > MOST_MARKS ? 0 : 3,
      pointHitRadius: 12,
      pointBackgroundColor: isHollow ? surface : hue,
      pointBorderColor: isHollow ? hue : surface,
      tension: 0,
    }
  }
  return { backgroundColor: pattern(`--${own.tone}`, own.pattern), borderSkipped: false, ...lanes }
}
