/** The ticket, or what was made on it, at the pin that it is about. */
export function placeOf(
  ticketId: number,
  details: { deliverableId?: number; pin?: number; guestId?: number } | null
): string {
  const { deliverableId, guestId, pin } = details ?? {}
  if (guestId) return `/tickets/${ticketId}/guests#guest-${guestId}`
  if (!deliverableId) return `/tickets/${ticketId}`
  const place = pin ? `?pin=${pin}#pin-${pin}` : ''
  return `/tickets/${ticketId}/deliverables/${deliverableId}${place}`
}
