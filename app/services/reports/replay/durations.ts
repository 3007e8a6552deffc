import type { Step } from '#workflows/workflow'

/*
 * The rules of ticket_times.ts and undo_times.ts once more, over a row in memory and from what the activities say: a check
 * that called the same code would find its own mistakes right. Times in milliseconds, lengths in seconds.
 */
export interface Durations {
  steps: Record<Step, { dueAt: number | null; decidedAt: number | null; seconds: number | null }>
  firstAssignedAt: number | null
  firstStartedAt: number | null
  firstCompletedAt: number | null
  firstResponseAt: number | null
  reviewStartedAt: number | null
  reviewSeconds: number
  holdStartedAt: number | null
  holdSeconds: number
  acknowledgeSeconds: number | null
  processingSeconds: number | null
  cycleSeconds: number | null
}

export function noDurations(): Durations {
  const step = () => ({ dueAt: null, decidedAt: null, seconds: null })
  return {
    steps: { department: step(), creative: step() },
    firstAssignedAt: null,
    firstStartedAt: null,
    firstCompletedAt: null,
    firstResponseAt: null,
    reviewStartedAt: null,
    reviewSeconds: 0,
    holdStartedAt: null,
    holdSeconds: 0,
    acknowledgeSeconds: null,
    processingSeconds: null,
    cycleSeconds: null,
  }
}

/** Whole seconds between two moments. */
export function seconds(from: number, to: number): number {
  return Math.round((to - from) / 1000)
}

export function started(times: Durations, assignedAt: number | null, at: number): void {
  times.firstStartedAt ??= at
  if (assignedAt !== null) times.acknowledgeSeconds ??= Math.max(0, seconds(assignedAt, at))
}

export function completed(times: Durations, createdAt: number, at: number): void {
  times.firstCompletedAt ??= at
  times.reviewStartedAt = at
  const { firstStartedAt: begun, reviewSeconds, holdSeconds } = times
  times.processingSeconds =
    begun === null ? null : Math.max(0, seconds(begun, at) - reviewSeconds - holdSeconds)
  times.cycleSeconds = Math.max(0, seconds(createdAt, at))
}

/** Review or hold is over: what it took is no work, unless work had not begun. */
export function ended(times: Durations, what: 'review' | 'hold', at: number): void {
  const began = times[`${what}StartedAt`]
  if (times.firstStartedAt !== null && began !== null) times[`${what}Seconds`] += seconds(began, at)
  times[`${what}StartedAt`] = null
}

/** A rollback to before work: none of it happened. */
export function notStarted(times: Durations): void {
  Object.assign(times, {
    firstStartedAt: null,
    acknowledgeSeconds: null,
    processingSeconds: null,
    reviewSeconds: 0,
    reviewStartedAt: null,
    holdSeconds: 0,
  })
}

/** A rollback to a moment: completions after it did not happen. */
export function notCompleted(times: Durations, after: number, isFinished: boolean): void {
  if (times.firstCompletedAt !== null && times.firstCompletedAt > after) {
    times.firstCompletedAt = null
  }
  if (!isFinished) Object.assign(times, { processingSeconds: null, cycleSeconds: null })
}
