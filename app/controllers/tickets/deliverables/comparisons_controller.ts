import type { HttpContext } from '@adonisjs/core/http'
import { findDeliverable } from '#services/deliverables/find_deliverable'
import { describeComparison } from '#services/proofing/describe_comparison'
import { viewing } from '#services/tickets/form_request'
import { comparisonValidator } from '#validators/comparison'

export default class ComparisonsController {
  /** Two versions beside each other. */
  async show(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const asked = await comparisonValidator.validate(ctx.request.qs())
    const found = await findDeliverable(ctx.params.ticketId, ctx.params.id, viewer)
    const comparison = describeComparison(found, asked, { i18n, times })
    return ctx.view.render('pages/tickets/deliverables/comparison/show', { comparison })
  }
}
