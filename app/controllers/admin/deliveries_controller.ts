import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import { NotFound } from '#exceptions/refusals'
import { findDelivery, listDeliveries } from '#services/deliveries/list_deliveries'
import { addressWith } from '#services/lists/address_with'
import { readMailFile } from '#services/deliveries/read_mail_file'
import { deliveryFilter, STATES } from '#validators/deliveries'

export default class DeliveriesController {
  async index({ request, view, i18n }: HttpContext) {
    const filter = await deliveryFilter.validate(request.qs())
    return view.render('pages/admin/deliveries/index', {
      ...(await listDeliveries(filter, i18n)),
      filter,
      states: STATES,
      toFiles: !env.get('SMTP_URL'),
      address: (change: { state?: string; before?: number }) =>
        addressWith('/admin/deliveries', { state: filter.state, q: filter.q, ...change }),
    })
  }

  async show({ params, view, i18n }: HttpContext) {
    const delivery = await findDelivery(params.id, i18n)
    if (!delivery) throw new NotFound()
    const mail = await readMailFile(delivery.id)
    return view.render('pages/admin/deliveries/show', { delivery, mail })
  }
}
