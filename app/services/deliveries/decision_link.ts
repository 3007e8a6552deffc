import { appUrl } from '#config/app'
import type Ticket from '#models/ticket'

/** Where the button of a request to decide leads: the ticket's page, which asks a person to sign in. */
export function decisionLink(ticket: Ticket): string {
  return `${appUrl}/tickets/${ticket.id}`
}
