import type { Sums } from '#services/reports/sum_facts'

/** Rates in percent with one decimal, averages in seconds or pieces; null is "none", never a nought. */
export interface Rates {
  completionRate: number | null
  onTimeRate: number | null
  revisionRate: number | null
  averageRevisions: number | null
  averageOutput: number | null
  processingSeconds: number | null
  acknowledgeSeconds: number | null
  secondsPerPiece: number | null
  secondsPerVideo: number | null
  secondsPerImage: number | null
  approvalToDoneSeconds: number | null
}

/** What follows from sums (shared/metrics). */
export function ratesOf(sums: Sums): Rates {
  return {
    completionRate: percent(sums.assignedCompleted, sums.assigned),
    onTimeRate: percent(sums.onTime, sums.timed),
    revisionRate: percent(sums.revised, sums.total),
    averageRevisions: oneDecimal(ratio(sums.revisions, sums.total)),
    averageOutput: oneDecimal(ratio(sums.output, sums.completed)),
    processingSeconds: ratio(sums.processingSeconds, sums.processed),
    acknowledgeSeconds: ratio(sums.acknowledgeSeconds, sums.acknowledged),
    secondsPerPiece: ratio(sums.pieceSeconds, sums.piecesMade),
    secondsPerVideo: ratio(sums.videoSeconds, sums.videosMade),
    secondsPerImage: ratio(sums.imageSeconds, sums.imagesMade),
    approvalToDoneSeconds: ratio(sums.approvalToDoneSeconds, sums.approvedAndDone),
  }
}

/** A share in percent with one decimal; null of nothing. */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : oneDecimal((part / whole) * 100)
}

/** One over the other; null of nothing. */
export function ratio(sum: number, count: number): number | null {
  return count === 0 ? null : sum / count
}

/** Rounded to one decimal, halves away from nought. */
export function oneDecimal(value: number): number
export function oneDecimal(value: number | null): number | null
export function oneDecimal(value: number | null): number | null {
  return value === null ? null : (Math.sign(value) * Math.round(Math.abs(value) * 10 + 1e-9)) / 10
}
