import type pg from 'pg'
import db from '@adonisjs/lucid/services/db'
import type { SealedEvent } from '#services/audit/seal_of'

const AT_ONCE = 2_000
const AHEAD = 3

/** A seal with the event that it stands for; `event` is null when that is gone. */
export interface SealRow {
  position: number
  eventId: number
  hash: Buffer
  event: SealedEvent | null
}

type Texts = [position: string, eventId: string, hash: string, ...event: (string | null)[]]

/**
 * The whole chain in pieces, in its order; the next pieces are on their way while one is looked at. Rows come as the server
 * writes them: a million of them take half the time that way.
 */
export async function* readSeals(): AsyncGenerator<SealRow[]> {
  const knex = (db.connection() as any).getReadClient()
  const connection: pg.Client = await knex.client.acquireConnection()
  try {
    await connection.query('set max_parallel_workers_per_gather = 0')
    const { rows } = await connection.query('select max(position) as last from audit_seals')
    const last = Number(rows[0].last)
    const coming: Promise<Texts[]>[] = []
    for (let asked = 0; asked < last || coming.length > 0;) {
      for (; asked < last && coming.length < AHEAD; asked += AT_ONCE) {
        const piece = readBetween(connection, asked, asked + AT_ONCE)
        // Should the reader stop early, nobody waits for this piece any more.
        piece.catch(() => {})
        coming.push(piece)
      }
      const texts = await coming.shift()!
      yield texts.map(rowOf)
    }
  } finally {
    await connection.query('reset max_parallel_workers_per_gather').catch(() => {})
    await knex.client.releaseConnection(connection)
  }
}

async function readBetween(connection: pg.Client, after: number, to: number): Promise<Texts[]> {
  const { rows } = await connection.query({
    name: 'read_seals',
    rowMode: 'array',
    types: { getTypeParser: () => (text: string) => text },
    values: [after, to],
    text: `
      select s.position, s.event_id, encode(s.hash, 'hex'), e.id, e.actor_id, e.action, e.subject_type,
        e.subject_id, e.subject_label, e.changes, e.address, e.created_at
      from audit_seals s left join audit_events e on e.id = s.event_id
      where s.position > $1 and s.position <= $2 order by s.position`,
  } as pg.QueryArrayConfig)
  return rows as Texts[]
}

function rowOf([position, eventId, hash, ...event]: Texts): SealRow {
  return {
    position: Number(position),
    eventId: Number(eventId),
    hash: Buffer.from(hash, 'hex'),
    event: event[0] === null ? null : eventOf(event as string[]),
  }
}

function eventOf([id, actor, action, type, subject, label, changes, address, time]: (
  string | null
)[]): SealedEvent {
  return {
    id: Number(id),
    actor_id: actor === null ? null : Number(actor),
    action: action!,
    subject_type: type!,
    subject_id: subject,
    subject_label: label!,
    changes: changes === '[]' ? [] : JSON.parse(changes!),
    address: address!,
    created_at: instantOf(time!),
  }
}

/** What `Date.toISOString` makes of it, without a Date: connections write times as "2026-11-21 08:45:33.179+00". */
function instantOf(text: string): Date | string {
  if (text.length !== 26 || !text.endsWith('+00')) return new Date(`${text.replace(' ', 'T')}:00`)
  return `${text.slice(0, 10)}T${text.slice(11, 23)}Z`
}
