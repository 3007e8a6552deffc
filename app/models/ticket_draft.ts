import { TicketDraftSchema } from '#database/schema'

export default class TicketDraft extends TicketDraftSchema {}
