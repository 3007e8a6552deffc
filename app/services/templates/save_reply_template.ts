import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid, NotFound } from '#exceptions/refusals'
import ReplyTemplate from '#models/reply_template'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'
import { changesBetween } from '#services/master_data/changes_between'
import { refuseUnknownPlaceholders } from '#services/templates/placeholders'
import { columnsOf, keeperOf, type TemplateOwner } from '#services/templates/template_owner'

export interface ReplyTemplateForm {
  name: string
  body: string
}

/** So many of one owner fit in a menu that somebody still reads. */
export const MOST_REPLY_TEMPLATES = 100

/**
 * Makes or changes a reply template; those of a department leave a line in the audit.
 * @throws NotFound for whoever may not; Invalid 422 for a taken name, an unknown placeholder, or one too many
 */
export async function saveReplyTemplate(
  id: number | null,
  form: ReplyTemplateForm,
  owner: TemplateOwner,
  actor: Actor
): Promise<ReplyTemplate> {
  const body = form.body.replace(/\r\n?/g, '\n')
  refuseUnknownPlaceholders(body)
  try {
    return await db.transaction(async (trx) => {
      await keeperOf(trx, owner, actor)
      const template = id ? await lockedTemplate(trx, id, owner) : await newTemplate(trx, owner)
      const changes = changesBetween(template.$attributes, { name: form.name, body })
      if (changes.length === 0) return template
      template.merge({ name: form.name, body, updatedAt: clock.now() })
      await template.save()
      await auditReplies(trx, template, { actor, action: id ? 'changed' : 'created', changes })
      return template
    })
  } catch (error) {
    if ((error as { code?: string }).code === '23505')
      throw new Invalid('name', 'templates.name_taken')
    throw error
  }
}

/**
 * One of this owner's, under its row lock.
 * @throws NotFound
 */
export async function lockedTemplate(
  trx: TransactionClientContract,
  id: number,
  owner: TemplateOwner
) {
  const { userId, departmentId } = columnsOf(owner)
  const query = ReplyTemplate.query({ client: trx }).where('id', id).forUpdate()
  if (userId === null) query.where('departmentId', departmentId!)
  else query.where('userId', userId)
  const template = await query.first()
  if (!template) throw new NotFound()
  return template
}

async function newTemplate(trx: TransactionClientContract, owner: TemplateOwner) {
  const columns = columnsOf(owner)
  const table =
    columns.userId === null ? { department_id: columns.departmentId } : { user_id: columns.userId }
  const { count } = await trx.from('reply_templates').where(table).count('* as count').first()
  if (Number(count) >= MOST_REPLY_TEMPLATES) {
    throw new Invalid('name', 'templates.too_many', { most: MOST_REPLY_TEMPLATES })
  }
  return new ReplyTemplate().useTransaction(trx).merge({ ...columns, createdAt: clock.now() })
}

type Deed = Pick<Parameters<typeof recordAudit>[1], 'actor' | 'action' | 'changes'>

/** A line in the audit; what a person keeps for himself is nobody's business. */
export async function auditReplies(
  trx: TransactionClientContract,
  template: ReplyTemplate,
  deed: Deed
) {
  if (template.departmentId === null) return
  await recordAudit(trx, {
    ...deed,
    action: `reply_template_${deed.action}`,
    subjectType: 'reply_template',
    subjectId: template.id,
    subjectLabel: template.name,
  })
}
