import type { I18n } from '@adonisjs/i18n'
import type { OpenPin } from '#services/deliverables/load_open_pins'

/** Where a pin stands, in few words: "page 2, at 24 % / 31 %"; empty for one about the whole of it. */
export function placeOf(
  { page, points, startMs, endMs }: Pick<OpenPin, 'page' | 'points' | 'startMs' | 'endMs'>,
  i18n: I18n
): string {
  const parts: string[] = []
  if (page !== null) parts.push(i18n.t('deliverables.pin.page', { page }))
  if (points.length > 0) {
    const middle = (axis: 0 | 1) => {
      const values = points.map((point) => point[axis])
      return Math.round((100 * (Math.min(...values) + Math.max(...values))) / 2)
    }
    parts.push(i18n.t('deliverables.pin.place', { x: middle(0), y: middle(1) }))
  }
  if (startMs !== null) {
    const start = clockOf(startMs)
    const isSpan = endMs !== null && endMs > startMs
    parts.push(
      isSpan
        ? i18n.t('deliverables.pin.span', { start, end: clockOf(endMs) })
        : i18n.t('deliverables.pin.moment', { start })
    )
  }
  return parts.join(', ')
}

/** Milliseconds as players show them: 1:05, 1:02:09. */
export function clockOf(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60]
  if (seconds >= 3600) parts.unshift(Math.floor(seconds / 3600))
  return parts.map((part, at) => (at === 0 ? `${part}` : String(part).padStart(2, '0'))).join(':')
}

/** Where a pin is looked at: the page of its deliverable, opened at it. */
export function pinHref(
  ticketId: number,
  { deliverableId, number }: Pick<OpenPin, 'deliverableId' | 'number'>
): string {
  return `/tickets/${ticketId}/deliverables/${deliverableId}?pin=${number}`
}
