import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import Product from '#models/product'
import RequestType from '#models/request_type'
import type User from '#models/user'
import clock from '#services/clock'

/** A ticket as a report sees it; times are ISO 8601. */
export interface Planted {
  type?: string
  status?: string
  priority?: string
  by: User
  /** Assigned to; planned only, when `planned` is set. */
  to?: User
  planned?: boolean
  helpers?: User[]
  product?: number
  items?: { product: number; quantity: number; criteria: 'image' | 'video' | null }[]
  quantity?: number
  criteria?: 'image' | 'video'
  revisions?: number
  reopened?: number
  createdAt?: string
  /** When it was completed, rejected or resolved. */
  endedAt?: string
  deadlineAt?: string
  /** When somebody answered it first, and until when that was promised. */
  answeredAt?: string
  answerDueAt?: string
  score?: number
  departmentSeconds?: number
  creativeSeconds?: number
  processingSeconds?: number
  acknowledgeSeconds?: number
  deleted?: boolean
}

/**
 * Puts tickets into the database as they would stand there, without walking them through their workflow, with their facts.
 * Within the global transaction of a test: the triggers sleep meanwhile. Gives their ids in order.
 */
export async function plant(rows: Planted[]): Promise<number[]> {
  await db.rawQuery('set local role none; set local session_replication_role = replica')
  const ids = await insert(rows)
  await db.rawQuery(
    `insert into ticket_facts select n.*, null from ticket_facts_now n where n.ticket_id = any(?)`,
    [ids]
  )
  await db.rawQuery('set local session_replication_role = origin')
  return ids
}

async function insert(rows: Planted[]): Promise<number[]> {
  const all = await RequestType.all()
  const types = new Map(all.map((type) => [type.key, type]))
  const creative = await Department.findByOrFail('isCreative', true)
  const now = clock.now().toISO()!
  const tickets = rows.map((row) => {
    const type = types.get(row.type ?? 'website_banner')!
    const status = row.status ?? 'requested'
    const created = row.createdAt ?? now
    const ended = row.endedAt ?? now
    return {
      title: `Ticket of ${row.by.username}`,
      request_type_id: type.id,
      workflow: type.workflow,
      status,
      status_since: created,
      priority: row.priority ?? 'medium',
      criteria: row.criteria ?? null,
      quantity: row.items ? null : (row.quantity ?? null),
      pieces: row.items?.reduce((sum, item) => sum + item.quantity, 0) ?? row.quantity ?? null,
      product_id: row.product ?? null,
      requester_id: row.by.id,
      requesting_department_id: row.by.departmentId,
      handling_department_id: type.handlingDepartmentId ?? creative.id,
      assignee_id: row.to?.id ?? null,
      assigned_at: row.to && !row.planned ? created : null,
      completed_at: status === 'completed' ? ended : null,
      rejected_at: status === 'rejected' ? ended : null,
      resolved_at: status === 'resolved' || status === 'closed' ? ended : null,
      revision_count: row.revisions ?? 0,
      reopen_count: row.reopened ?? 0,
      deadline_at: row.deadlineAt ?? null,
      first_response_at: row.answeredAt ?? null,
      response_due_at: row.answerDueAt ?? null,
      created_at: created,
      updated_at: created,
      deleted_at: row.deleted ? now : null,
    }
  })
  if (tickets.length === 0) return []
  const made = await db.table('tickets').returning('id').multiInsert(tickets)
  const ids = made.map((row) => Number(row.id ?? row))
  const items = rows.flatMap((row, at) =>
    (row.items ?? []).map((item, position) => ({
      ticket_id: ids[at],
      product_id: item.product,
      quantity: item.quantity,
      criteria: item.criteria,
      position,
    }))
  )
  const helpers = rows.flatMap((row, at) =>
    (row.helpers ?? []).map(({ id }) => ({ ticket_id: ids[at], user_id: id, added_at: now }))
  )
  await db.table('ticket_times').multiInsert(
    rows.map((row, at) => ({
      ticket_id: ids[at],
      department_seconds: row.departmentSeconds ?? null,
      creative_seconds: row.creativeSeconds ?? null,
      processing_seconds: row.processingSeconds ?? null,
      acknowledge_seconds: row.acknowledgeSeconds ?? null,
      updated_at: row.createdAt ?? now,
    }))
  )
  const ratings = rows.flatMap(({ score, by }, at) =>
    score ? [{ ticket_id: ids[at], user_id: by.id, asked_at: now, score, rated_at: now }] : []
  )
  if (ratings.length > 0) await db.table('ratings').multiInsert(ratings)
  if (items.length > 0) await db.table('ticket_items').multiInsert(items)
  if (helpers.length > 0) await db.table('collaborators').multiInsert(helpers)
  return ids
}

/** The id of a seeded product. */
export async function productId(name: string): Promise<number> {
  const { id } = await Product.findByOrFail('name', name)
  return id
}

/** The seven tickets of shared/metrics: asked for by one person, done by two, helped with by a third. */
export async function plantReference(by: User, [kim, joy, paolo]: [User, User, User]) {
  const vid = await productId('Juan365 FB VID')
  const still = await productId('Juan365 FB STATIC')
  const telegram = await productId('Juan365 Telegram Channel')
  const done = { by, status: 'completed' }
  return plant([
    { ...done, type: 'socmed_posting', to: kim, quantity: 10, criteria: 'image' },
    {
      ...done,
      type: 'ads',
      to: joy,
      revisions: 4,
      items: [
        { product: vid, quantity: 5, criteria: 'video' },
        { product: still, quantity: 3, criteria: 'image' },
      ],
    },
    {
      ...done,
      type: 'telegram_channel',
      to: kim,
      revisions: 1,
      items: [{ product: telegram, quantity: 7, criteria: 'video' }],
    },
    { ...done, type: 'other_creative', to: joy, quantity: 2 },
    { by, status: 'in_progress', to: kim, quantity: 4, criteria: 'image' },
    { by, status: 'requested', quantity: 4, criteria: 'image' },
    { ...done, to: joy, quantity: 6, criteria: 'video', helpers: [paolo] },
  ])
}
