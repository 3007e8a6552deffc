import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type User from '#models/user'
import { waitingForMe } from '#services/tickets/waiting_for'

export interface WorkRow {
  id: number
  title: string
  status: string
  workflow: string
}

/** What a person leaves behind when he goes: shown before he is moved or deactivated. */
export interface OpenWork {
  /** Unfinished tickets he is assigned to, proposed for, or helps with. */
  does: { count: number; rows: WorkRow[] }
  /** Unfinished tickets he asked for. */
  asked: { count: number; rows: WorkRow[] }
  /** Decisions that wait for him now. */
  decides: number
  /** Departments that name him as their manager. */
  posts: { id: number; name: string }[]
}

const SHOWN = 25

/** A person's open work, in a constant number of queries; of each list the 25 oldest rows. */
export async function openWorkOf(
  person: User,
  client: QueryClientContract = db.connection()
): Promise<OpenWork> {
  const [does, asked] = [await list(doing(client, person)), await list(asking(client, person))]
  const waiting = waitingForMe(client.from('tickets').count('* as count'), person)
  const row = person.isActive ? await waiting.first() : { count: 0 }
  const posts = await client
    .from('departments')
    .where('manager_id', person.id)
    .orderBy('name')
    .select('id', 'name')
  return { does, asked, decides: Number(row.count), posts }
}

/** How many tickets a person does; the number a confirmation was given for. */
export async function countDoing(client: QueryClientContract, person: User): Promise<number> {
  const row = await doing(client, person).count('* as count').first()
  return Number(row.count)
}

/** Ids of the unfinished tickets that a person is assigned to or helps with, not merely proposed for. */
export async function assignedTicketIds(
  client: QueryClientContract,
  person: User
): Promise<number[]> {
  const rows = await doing(client, person).whereNotNull('assigned_at').orderBy('id').select('id')
  return rows.map(({ id }) => id)
}

function open(client: QueryClientContract) {
  return client.from('tickets').whereNull('deleted_at').where('is_finished', false)
}

function doing(client: QueryClientContract, { id }: User) {
  return open(client).where((any) =>
    any
      .where('assignee_id', id)
      .orWhereRaw('id in (select ticket_id from collaborators where user_id = ?)', [id])
  )
}

function asking(client: QueryClientContract, { id }: User) {
  return open(client).where('requester_id', id)
}

async function list(query: ReturnType<typeof open>) {
  const rows: (WorkRow & { count: number })[] = await query
    .orderBy('id')
    .limit(SHOWN)
    .select('id', 'title', 'status', 'workflow')
    .select(db.raw('count(*) over ()::int as count'))
  return { count: rows[0]?.count ?? 0, rows }
}
