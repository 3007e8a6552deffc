import db from '@adonisjs/lucid/services/db'
import type ReplyTemplate from '#models/reply_template'
import type { Actor } from '#services/actor'
import { auditReplies, lockedTemplate } from '#services/templates/save_reply_template'
import { keeperOf, type TemplateOwner } from '#services/templates/template_owner'

/**
 * Removes a reply template. What was written with it stays.
 * @throws NotFound for whoever may not, and for one that is gone already
 */
export async function removeReplyTemplate(
  id: number,
  owner: TemplateOwner,
  actor: Actor
): Promise<ReplyTemplate> {
  return db.transaction(async (trx) => {
    await keeperOf(trx, owner, actor)
    const template = await lockedTemplate(trx, id, owner)
    await template.delete()
    await auditReplies(trx, template, { actor, action: 'removed', changes: [] })
    return template
  })
}
