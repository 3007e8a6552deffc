import clock from '#services/clock'
import type Ticket from '#models/ticket'

/** Saves a changed ticket under its lock and counts its version up, so that stale pages are noticed. */
export async function saveTicket(ticket: Ticket): Promise<void> {
  ticket.lockVersion += 1
  ticket.updatedAt = clock.now()
  await ticket.save()
}
