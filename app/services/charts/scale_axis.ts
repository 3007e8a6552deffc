import type { FigureKind } from '#services/reports/figure_words'

/** Where an axis ends, and the round values at its lines, from nought. */
export interface Axis {
  max: number
  ticks: number[]
}

/** Round lengths in seconds: minutes, hours and days as people say them. */
const LENGTHS = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400]
const DAY = 86_400

/** An axis from nought to the first round value that holds all, in at most `most` steps. */
export function scaleAxis(highest: number, kind: FigureKind, most = 4): Axis {
  const step = stepOf(Math.max(highest, 0) / most, kind)
  const count = Math.max(1, Math.ceil(highest / step - 1e-9))
  const ticks = Array.from({ length: count + 1 }, (_, index) => round(index * step))
  return { max: ticks[count], ticks }
}

function stepOf(least: number, kind: FigureKind): number {
  if (kind === 'seconds') {
    const length = LENGTHS.find((seconds) => seconds >= least)
    return length ?? roundStep(least / DAY, 1) * DAY
  }
  if (kind === 'percent' && least > 12.5 && least <= 25) return 25
  return roundStep(least, kind === 'count' ? 1 : 0.5)
}

/** The next 1, 2 or 5 with its noughts. */
function roundStep(least: number, smallest: number): number {
  if (least <= smallest) return smallest
  const ten = 10 ** Math.floor(Math.log10(least))
  return [1, 2, 5, 10].map((digit) => round(digit * ten)).find((step) => step >= least - 1e-9)!
}

function round(value: number): number {
  return Number(value.toPrecision(12))
}
