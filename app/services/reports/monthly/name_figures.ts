import db from '@adonisjs/lucid/services/db'
import { namesOf } from '#services/accounts/names_of'
import type { MonthlyFigures } from '#services/reports/monthly/monthly_figures'

/** Names by id, as a report says them. */
export interface MonthlyNames {
  product: Record<string, string>
  department: Record<string, string>
  type: Record<string, string>
  person: Record<string, string>
  /** The department of each person. */
  home: Record<string, string>
}

/** The names of everything that figures speak of, in two queries. */
export async function nameFigures(figures: MonthlyFigures): Promise<MonthlyNames> {
  const { breakdowns, people, revised, overdue } = figures
  const ids = (rows: { id: unknown }[]) => rows.map(({ id }) => id).filter((id) => id !== null)
  const persons = [
    ...people.map(({ id }) => id as number),
    ...[...revised, ...overdue.tickets].map(({ assigneeId }) => assigneeId),
  ].filter((id) => id !== null)
  const { rows } = await db.rawQuery(
    `select 'product' as kind, id, name::text from products where id = any(?)
     union all select 'department', id, name::text from departments where id = any(?)
     union all select 'type', id, name::text from request_types where id = any(?)
     union all select 'home', u.id, d.name::text from users u join departments d on d.id = u.department_id
       where u.id = any(?)`,
    [ids(breakdowns.product), ids(breakdowns.department), ids(breakdowns.type), persons]
  )
  const of = (kind: string): Record<string, string> =>
    Object.fromEntries(
      rows.filter((row: any) => row.kind === kind).map((row: any) => [row.id, row.name])
    )
  return {
    product: of('product'),
    department: of('department'),
    type: of('type'),
    home: of('home'),
    person: Object.fromEntries(await namesOf(db.connection(), persons)),
  }
}
