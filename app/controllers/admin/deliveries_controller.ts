import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import { NotFound } from '#exceptions/refusals'
import { findDelivery, listDeliveries } from '#services/deliveries/list_deliveries'
import { addressWith } from '#services/lists/address_with'
import { readMailFile } from '#services/deliveries/read_mail_file'
import { hasTelegram } from '#services/telegram/has_telegram'
import { deliveryFilter, STATES, WAYS } from '#validators/deliveries'

export default class DeliveriesController {
  async index({ auth, request, session, view, i18n }: HttpContext) {
    const filter = await deliveryFilter.validate(request.qs())
    const { state, channel, q } = filter
    const withTelegram = hasTelegram()
    return view.render('pages/admin/deliveries/index', {
      ...(await listDeliveries(filter, i18n)),
      filter,
      states: STATES,
      channels: withTelegram || channel ? WAYS : [],
      toFiles: !env.get('SMTP_URL'),
      tests: [...(env.get('SMTP_URL') ? ['email'] : []), ...(withTelegram ? ['telegram'] : [])],
      tested: session.flashMessages.get('tested') ?? null,
      testAddress: auth.getUserOrFail().email,
      address: (change: { state?: string; channel?: string; before?: number }) =>
        addressWith('/admin/deliveries', { state, channel, q, ...change }),
    })
  }

  async show({ params, view, i18n }: HttpContext) {
    const delivery = await findDelivery(params.id, i18n)
    if (!delivery) throw new NotFound()
    const isMail = delivery.channel === 'email'
    const mail = isMail ? await readMailFile(delivery.joinedInto ?? delivery.id) : null
    return view.render('pages/admin/deliveries/show', { delivery, mail, isMail })
  }
}
