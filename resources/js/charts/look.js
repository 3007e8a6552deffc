import { colour, pattern } from './colours.js'

/** How one series is drawn: its hue, and a dash, pattern or gap that tells it apart without hue. */
export function look(kind, line, index) {
  const token = line.tone ? `--${line.tone}` : `--series-${(index % 3) + 1}`
  if (kind === 'doughnut') {
    return {
      backgroundColor: line.tones.map((tone) => colour(`--${tone}`)),
      borderColor: colour('--surface'),
      borderWidth: 2,
    }
  }
  if (kind === 'bar')
    return { backgroundColor: pattern(token, index % 3), borderRadius: 3, maxBarThickness: 28 }
  const hue = colour(token)
  const dash = [[], [5, 3], [2, 3]][index % 3]
  return {
    borderColor: hue,
    backgroundColor: hue,
    borderWidth: 2,
    borderDash: dash,
    pointRadius: index ? 0 : 3,
    tension: 0,
  }
}
