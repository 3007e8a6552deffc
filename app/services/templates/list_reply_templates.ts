import { NotFound } from '#exceptions/refusals'
import ReplyTemplate from '#models/reply_template'
import { columnsOf, type TemplateOwner } from '#services/templates/template_owner'

/** The reply templates of a person or a department, by name. */
export async function listReplyTemplates(owner: TemplateOwner): Promise<ReplyTemplate[]> {
  return of(owner).orderBy('name')
}

/**
 * One of them.
 * @throws NotFound for unknown ones and those of others alike
 */
export async function findReplyTemplate(id: number, owner: TemplateOwner): Promise<ReplyTemplate> {
  const template = await of(owner).where('id', id).first()
  if (!template) throw new NotFound()
  return template
}

function of(owner: TemplateOwner) {
  const { userId, departmentId } = columnsOf(owner)
  return userId === null
    ? ReplyTemplate.query().where('departmentId', departmentId!)
    : ReplyTemplate.query().where('userId', userId)
}
