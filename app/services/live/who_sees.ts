import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { ChangedTicket } from '#services/live/heard'
import { workflows } from '#workflows/index'

/** `workflow/status` of every queue that the members of the handling department see. */
const QUEUES = workflows.flatMap(({ key, queueStatuses }) =>
  queueStatuses.map((status) => `${key}/${status}`)
)

/**
 * Which of these people may see which of these tickets, in one query: the rule of `Ticket.visibleTo` turned round, for
 * all who are connected at once (tests/functional/live/who_sees.spec.ts shows that both say the same). A status that a
 * ticket has just left counts like the present one; of a ticket whose notes alone changed, only who may read them counts.
 * @param client the transaction of a caller that holds one
 * @returns the people for each ticket; tickets that nobody of them sees are missing
 */
export async function whoSees(
  tickets: ReadonlyMap<number, Pick<ChangedTicket, 'from'> & Partial<ChangedTicket>>,
  userIds: number[],
  client: Pick<QueryClientContract, 'rawQuery'> = db
): Promise<Map<number, number[]>> {
  if (tickets.size === 0 || userIds.length === 0) return new Map()
  const { rows } = await client.rawQuery(
    `with changed as (
       select t.id, t.requester_id, t.assignee_id, t.requesting_department_id, t.handling_department_id,
         t.workflow || '/' || t.status = any(:queues) or t.id = any(:wereQueued) as is_queued,
         array(select c.user_id from collaborators c where c.ticket_id = t.id
           union all select w.user_id from watchers w where w.ticket_id = t.id
           union all select d.manager_id from departments d
             where d.id in (t.requesting_department_id, t.handling_department_id)) as people
       from tickets t where t.id = any(:ticketIds)
     )
     select t.id, array_agg(u.id) as user_ids
     from changed t
     join users u on u.id = any(:userIds)
     where u.approved_at is not null and u.deactivated_at is null
     and (t.id <> all(:noted) or u.role = 'admin' or (u.id <> t.requester_id and (
       u.department_id = t.handling_department_id
       or exists (select 1 from departments d where d.id = t.handling_department_id and d.manager_id = u.id))))
     and (
       u.role = 'admin'
       or u.id in (t.requester_id, t.assignee_id)
       or u.id = any(t.people)
       or (u.role = 'manager'
         and u.department_id in (t.requesting_department_id, t.handling_department_id))
       or (t.is_queued and u.department_id = t.handling_department_id))
     group by t.id`,
    {
      queues: QUEUES,
      wereQueued: [...tickets].filter(([, { from }]) => leftQueue(from)).map(([id]) => id),
      noted: [...tickets].filter(([, { isNote }]) => isNote).map(([id]) => id),
      ticketIds: [...tickets.keys()],
      userIds,
    }
  )
  return new Map(rows.map((row: { id: number; user_ids: number[] }) => [row.id, row.user_ids]))
}

function leftQueue(from: ReadonlySet<string>): boolean {
  return workflows.some(({ queueStatuses }) => queueStatuses.some((status) => from.has(status)))
}
