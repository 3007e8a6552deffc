import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { manages } from '#services/people/manages'

export interface Approver {
  id: number
  fullName: string
}

interface Row extends Approver {
  isAdmin: boolean
  /** Departments that name this person as manager. */
  named: number[]
  /** The department where the role alone makes him manager. */
  own: number | null
}

/** Who decides for a department when this person asks: its active managers, else the admins; never he himself. */
export type FindApprovers = (
  departmentId: number,
  requesterId?: number
) => { approvers: Approver[]; byAdmins: boolean }

/**
 * Reads everybody who may decide, in one query, and answers for any department from memory: the named manager first.
 * @param onlyFor reads only those who decide for this department
 */
export async function findApprovers(
  client: QueryClientContract = db.connection(),
  onlyFor: number | null = null
): Promise<FindApprovers> {
  const { rows } = await client.rawQuery(
    `select u.id, coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username) as "fullName",
        u.role = 'admin' as "isAdmin",
        array(select d.id from departments d where d.manager_id = u.id) as named,
        case when u.role = 'manager' then u.department_id end as own
      from users u
      where u.approved_at is not null and u.deactivated_at is null
        and (u.role = 'admin' or exists (select 1 from departments d
          where ${manages('u', 'd')} and (d.id = :onlyFor or :onlyFor::int is null)))
      order by u.created_at, u.id`,
    { onlyFor } as Record<string, any>
  )
  const people = rows as Row[]
  return (departmentId, requesterId) => {
    const others = people.filter((person) => person.id !== requesterId)
    const named = others.filter((person) => person.named.includes(departmentId))
    const byRole = others.filter((person) => person.own === departmentId && !named.includes(person))
    const managers = [...named, ...byRole]
    if (managers.length > 0) return { approvers: managers, byAdmins: false }
    return { approvers: others.filter((person) => person.isAdmin), byAdmins: true }
  }
}
