import type { Drawn } from '#services/charts/svg'
import type { Look } from '#services/charts/read_chart'

/** Words beside a drawing: what a look stands for. */
export interface Key {
  label: string
  look: Look
  /** The figure itself, where the key is its only place. */
  value?: string
  /** How strongly it is filled, of heat. */
  strength?: number
}

/**
 * Marks in a frame that is as wide as its place, `height` pixels high: places along it are shares of the width, so that
 * letters and lines keep their size on a phone and on paper.
 */
export interface Drawing {
  height: number
  /** Pixels left of the frame for the words of an axis: 0, 28, 44 or 64. */
  gutter: number
  /** Words and lines that stay when the browser draws the marks itself. */
  ground: Drawn[]
  marks: Drawn[]
  keys: Key[]
  /** For the browser: where its own marks go. */
  area?: Area
}

/** Pixels above and below the marks, where the axis ends, and of bars how much of its row a group and a bar take. */
export interface Area {
  top: number
  bottom: number
  max: number
  lanes?: { categoryPercentage: number; barPercentage: number; borderRadius: number }
}

/** The narrowest gutter that holds words of this width. */
export function gutterFor(width: number): number {
  return [28, 44, 64].find((gutter) => gutter >= width + 8) ?? 64
}
