import type { DateTime } from 'luxon'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import type { ChecklistItem } from '#services/checklists/load_checklist'
import type { ListedDeliverable } from '#services/deliverables/list_deliverables'
import type { OpenPin } from '#services/deliverables/load_open_pins'
import type { ShownRating } from '#services/ratings/load_rating'
import type { OfferedReplies } from '#services/templates/offer_reply_templates'
import type { ShownFile } from '#services/tickets/show/load_files'
import type { TicketLink } from '#services/tickets/show/load_links'
import type { People } from '#services/tickets/show/load_people'
import type { StatusMove } from '#services/tickets/show/load_status_history'
import type { Talk } from '#services/tickets/show/load_talk'
import type { TicketNames } from '#services/tickets/show/load_ticket'
import type { Timeline } from '#services/tickets/show/load_timeline'
import type { Plan } from '#services/tickets/show/plan_path'
import type { OpenTransition, Standing } from '#workflows/workflow'

export interface ShownItem {
  product: string
  quantity: number
  criteria: 'image' | 'video' | null
}

/** Everything the ticket page shows one viewer, loaded in a constant number of queries. */
export interface ShownTicket {
  ticket: Ticket
  names: TicketNames
  viewer: User
  /** When it was loaded. */
  now: DateTime
  standing: Standing
  moves: OpenTransition[]
  rights: {
    notes: boolean
    /** He asked for it himself, and reads its notes as an admin. */
    ownNotes: boolean
    takePart: boolean
    addWatchers: 'anybody' | 'own' | null
    collaborators: boolean
    link: boolean
  }
  people: People
  collaboratorIds: number[]
  watcherIds: number[]
  /** The viewer wants to be told no more of it than he must. */
  isMuted: boolean
  items: ShownItem[]
  plan: Plan
  files: ShownFile[]
  /** What was made, with the newest version of each. */
  deliverables: ListedDeliverable[]
  openPins: OpenPin[]
  talk: Talk
  timeline: Timeline
  checklist: ChecklistItem[]
  replyTemplates: OfferedReplies | null
  /** What the requester said of the work; null where it is none of the viewer's. */
  rating: ShownRating | null
  /** Every status since the initial one, oldest first. */
  history: StatusMove[]
  /** Tickets that hang together with it, as far as the viewer sees them. */
  links: TicketLink[]
  /** Working seconds left while the clock stands still. */
  timeLeft: number | null
  /** Days after which a resolved ticket closes by itself; 0 is never. */
  closeAfterDays: number
  /** Who confirmed, when it was not the requester. */
  confirmedBy: number | null
}
