import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import RequestTemplate from '#models/request_template'
import type RequestType from '#models/request_type'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { alikeTypes } from '#services/handovers/use_of'
import { auditRequests } from '#services/templates/save_request_template'

/**
 * Gives the request templates of a type that is retired to another one whose form asks for the same.
 * @throws Invalid 422 on templatesTo for a type that does not fit, or that has a template of the same name
 */
export async function giveTemplates(
  trx: TransactionClientContract,
  from: RequestType,
  toId: number,
  actor: Actor
): Promise<void> {
  const alike = await alikeTypes(from, trx)
  const to = alike.find(({ value }) => value === toId)
  if (!to) throw new Invalid('templatesTo', 'master.template_type')
  const all = await RequestTemplate.query({ client: trx })
    .whereIn('requestTypeId', [from.id, toId])
    .orderBy('id')
    .forUpdate()
  const taken = new Set(
    all.filter((one) => one.requestTypeId === toId).map(({ name }) => name.toLowerCase())
  )
  for (const template of all.filter((one) => one.requestTypeId === from.id)) {
    if (taken.has(template.name.toLowerCase())) {
      throw new Invalid('templatesTo', 'templates.name_taken')
    }
    await template.merge({ requestTypeId: toId, updatedAt: clock.now() }).save()
    const changes = [{ field: 'requestType', before: from.name, after: to.label }]
    await auditRequests(trx, template, { actor, action: 'changed', changes })
  }
}
