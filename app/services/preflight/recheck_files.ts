import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import Ticket from '#models/ticket'
import clock from '#services/clock'
import { announce } from '#services/live/announce'
import { checkDelivered } from '#services/preflight/check_delivered'
import { findWorkflow, workflows } from '#workflows/index'

/** Tickets that are found together. */
const BATCH = 50

interface Task {
  id: number
  asked_at: Date
  place: number
}

/** A ticket, and the newest versions on it. */
interface Found {
  ticket_id: number
  files: number[]
}

/**
 * Checks newest versions on open tickets again where an admin asked for it: each ticket in a transaction of its own; how far it
 * came is kept, so that a restart goes on there. A second worker at once, or an admin who asks anew, ends this run.
 */
export async function recheckFiles(signal?: AbortSignal): Promise<void> {
  const task: Task | null = await db.from('preflight_rechecks').whereNull('finished_at').first()
  if (!task) return
  for (let place = task.place; !signal?.aborted;) {
    const found = await findNext(place)
    if (found.length === 0) {
      await keepPlace(task, place, { finished_at: clock.now().toJSDate() })
      return
    }
    let failing = 0
    for (const one of found) failing += await recheck(one).catch(passOver(one))
    const last = found.at(-1)!.ticket_id
    const checked = found.reduce((sum, { files }) => sum + files.length, 0)
    const went = { place: last, checked: add('checked', checked), failing: add('failing', failing) }
    if (!(await keepPlace(task, place, went))) return
    place = last
  }
}

/** Statuses in which nothing more is expected. */
const FINISHED = workflows.flatMap(({ statuses }) =>
  Object.keys(statuses).filter((status) => statuses[status].isFinished)
)

async function findNext(place: number): Promise<Found[]> {
  const { rows } = await db.rawQuery(
    `select d.ticket_id, array_agg(d.current_id) as files
     from deliverables d join tickets t on t.id = d.ticket_id
     where d.ticket_id > :place and d.removed_at is null and d.current_id is not null
       and t.deleted_at is null and t.status <> all(:finished)
     group by d.ticket_id order by d.ticket_id limit :batch`,
    { place, finished: FINISHED, batch: BATCH } as Record<string, any>
  )
  return rows
}

/** One ticket that is worked on just now, or cannot be read, keeps nobody else's from being checked. */
function passOver({ ticket_id: ticket }: Found) {
  return (error: unknown) => {
    logger.warn({ err: error, ticket }, 'its deliverables were not checked again')
    return 0
  }
}

/** @returns how many of its newest versions fail now; pages that show it hear of a change */
async function recheck({ ticket_id: id, files }: Found): Promise<number> {
  return db.transaction(async (trx) => {
    const ticket = await Ticket.query({ client: trx }).where('id', id).forUpdate().first()
    if (!ticket || ticket.deletedAt) return 0
    if (findWorkflow(ticket.workflow).statuses[ticket.status]?.isFinished) return 0
    const hasChanged = await checkDelivered(trx, ticket, files)
    await ticket.save()
    if (hasChanged) await announce(trx, { ticket: id })
    return ticket.preflightFailing
  })
}

/** @returns false when another worker came further, or an admin asked anew */
async function keepPlace(
  { id, asked_at: askedAt }: Task,
  was: number,
  values: Record<string, unknown>
): Promise<boolean> {
  const rows: number[] = await db
    .from('preflight_rechecks')
    .where({ id, asked_at: askedAt, place: was })
    .update(values)
  return Number(rows) > 0
}

function add(column: string, count: number) {
  return db.raw(`${column} + ?`, [count])
}
