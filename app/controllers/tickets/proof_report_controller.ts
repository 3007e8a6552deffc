import type { HttpContext } from '@adonisjs/core/http'
import { describeReport } from '#services/proofing/describe_report'
import { loadTicketProofs, MOST_PINS_ON_PAPER } from '#services/proofing/load_ticket_proofs'
import { findTicket } from '#services/tickets/find_ticket'
import { viewing } from '#services/tickets/form_request'

export default class ProofReportController {
  /** What was made, with every version, pin, answer and decision, to be printed. */
  async show(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const { id, title } = await findTicket(ctx.params.ticketId, viewer)
    const { proofs, left } = await loadTicketProofs(id)
    ctx.response.header('cache-control', 'no-store')
    return ctx.view.render('pages/tickets/proof_report/show', {
      ticket: { id, title },
      proofs: proofs.map((proof) => describeReport(proof, { i18n, times })),
      left,
      most: MOST_PINS_ON_PAPER,
    })
  }
}
