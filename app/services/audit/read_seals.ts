import type pg from 'pg'
import db from '@adonisjs/lucid/services/db'
import { sealOfText } from '#services/audit/seal_of'

const AT_ONCE = 2_000

/** Each piece is looked up by its positions, also while the tables' statistics are old. */
const PLANNING = ['max_parallel_workers_per_gather', 'enable_hashjoin', 'enable_mergejoin']

/** A seal with the event that it stands for. */
export interface SealRow {
  position: number
  eventId: number
  hash: Buffer
  /** The event is not there any more. */
  isGone: boolean
  /** What the seal has to be after another one; null when the event is gone. */
  sealAfter: (before: Buffer | null) => Buffer | null
}

type Texts = [
  position: string,
  eventId: string,
  hash: string,
  head: string | null,
  changes: string,
  tail: string,
]

/**
 * The whole chain in pieces, in its order; the next piece is on its way while one is looked at. The server
 * writes each event as the text that was sealed (seal_of.ts), but for its changes: it has a processor of its own.
 */
export async function* readSeals(): AsyncGenerator<SealRow[]> {
  const knex = (db.connection() as any).getReadClient()
  const connection: pg.Client = await knex.client.acquireConnection()
  try {
    await connection.query(PLANNING.map((name) => `set ${name} = 0`).join(';'))
    const { rows } = await connection.query('select max(position) as last from audit_seals')
    const last = Number(rows[0].last)
    let coming = readBetween(connection, 0, AT_ONCE)
    for (let after = 0; after < last; after += AT_ONCE) {
      const texts = await coming
      const next = after + AT_ONCE
      coming = next < last ? readBetween(connection, next, next + AT_ONCE) : Promise.resolve([])
      // Should the reader stop early, nobody waits for this piece any more.
      coming.catch(() => {})
      yield texts.map(rowOf)
    }
    await coming
  } finally {
    await connection.query(PLANNING.map((name) => `reset ${name}`).join(';')).catch(() => {})
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
      select s.position, s.event_id, encode(s.hash, 'hex'),
        '[' || e.id || ',' || coalesce(e.actor_id::text, 'null') || ',' || to_json(e.action) || ',' ||
          to_json(e.subject_type) || ',' || coalesce(to_json(e.subject_id)::text, 'null') || ',' ||
          to_json(e.subject_label) || ',',
        e.changes,
        ',' || to_json(e.address) || ',"' ||
          to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"]'
      from audit_seals s left join audit_events e on e.id = s.event_id
      where s.position > $1 and s.position <= $2 order by s.position`,
  } as pg.QueryArrayConfig)
  return rows as Texts[]
}

function rowOf([position, eventId, hash, head, changes, tail]: Texts): SealRow {
  return {
    position: Number(position),
    eventId: Number(eventId),
    hash: Buffer.from(hash, 'hex'),
    isGone: head === null,
    sealAfter: (before) => (head === null ? null : sealOfText({ head, changes, tail }, before)),
  }
}
