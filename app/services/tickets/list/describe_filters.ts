import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { Words } from '#services/activity/describe_activity'
import { countedParts, countedValue } from '#services/tickets/list/counted_filters'
import { addressOf, type ListQuestion } from '#services/tickets/list/list_question'
import { partsOf, workflowsWith } from '#services/tickets/list/where_status'

/** One filter that is on, with the address of the list without it. */
export interface FilterChip {
  label: string
  href: string
}

/** Filters that hold one id of something with a name. */
const NAMED = [
  ...(['department', 'handling', 'requester', 'product', 'helper'] as const),
  ...(['only_type', 'product_too'] as const),
]

/** The filters of a list in words; their names in one query, none when no filter needs a name. */
export async function describeFilters(
  question: ListQuestion,
  { i18n }: Words
): Promise<FilterChip[]> {
  const names = await namesFor(question)
  const chips: FilterChip[] = []
  const add = (key: string, value: string, without: Record<string, unknown>) =>
    chips.push({
      label: i18n.t(`ticket_list.chip.${key}`, { value }),
      href: addressOf(question, { tab: question.tab, ...without }),
    })
  const each = (key: 'type' | 'status' | 'priority', word: (value: any) => string) => {
    const values: unknown[] = question[key] ?? []
    for (const value of values) {
      const rest = values.filter((one) => one !== value)
      add(key, word(value), { [key]: rest.length > 0 ? rest : null })
    }
  }
  const { workflow } = question
  if (workflow) add('workflow', i18n.t(`workflow.${workflow}.name`), { workflow: null })
  each('status', (asked: string) => {
    const { key, status } = partsOf(asked)
    const keys = key ? [key] : workflowsWith(status)
    return keys.map((one) => i18n.t(`workflow.${one}.status.${status}`)).join(', ')
  })
  each('type', (id: number) => names.get(`type ${id}`) ?? `${id}`)
  each('priority', (priority: string) => i18n.t(`workflow.priority.${priority}`))
  for (const key of NAMED) {
    const id = question[key]
    if (id) add(key, names.get(`${key} ${id}`) ?? `${id}`, { [key]: null })
  }
  if (question.assignee === 'none') add('unassigned', '', { assignee: null })
  else if (question.assignee) {
    add('assignee', names.get(`assignee ${question.assignee}`) ?? question.assignee, {
      assignee: null,
    })
  }
  if (question.brand) add('brand', question.brand, { brand: null })
  const day = (date: string) => DateTime.fromISO(date).setLocale(i18n.locale).toFormat('d LLL yyyy')
  if (question.from) add('from', day(question.from), { from: null })
  if (question.to) add('to', day(question.to), { to: null })
  for (const facet of question.is ?? []) {
    const rest = question.is!.filter((one) => one !== facet)
    add('is', i18n.t(`reports.facet.${facet}`), { is: rest.length > 0 ? rest : null })
  }
  for (const { name, value } of countedParts(question)) {
    const person = names.get(`${name} ${value}`) ?? value
    add(name, countedValue(name, value, i18n, person), { [name]: null })
  }
  if (question.due_from) add('due_from', day(question.due_from), { due_from: null })
  if (question.due_to) add('due_to', day(question.due_to), { due_to: null })
  for (const key of ['counted', 'overdue', 'mine', 'watching'] as const) {
    if (question[key]) add(key, '', { [key]: null })
  }
  return chips
}

/** Of people only the names that the choices of a list hold: an address does not tell who else registered. */
async function namesFor(question: ListQuestion): Promise<Map<string, string>> {
  const person = `coalesce(nullif(trim(first_name || ' ' || last_name), ''), username::text)`
  const assignee = question.assignee === 'none' ? undefined : question.assignee
  const asked = [
    ['type', 'request_types', 'name', question.type ?? []],
    ['department', 'departments', 'name::text', [question.department]],
    ['handling', 'departments', 'name::text', [question.handling]],
    ['product', 'products', 'name::text', [question.product]],
    ['requester', 'users', person, [question.requester]],
    ['assignee', 'users', person, [assignee]],
    ['decided_by', 'users', person, [question.decided_by]],
    ['helper', 'users', person, [question.helper]],
    ['only_type', 'request_types', 'name', [question.only_type]],
    ['product_too', 'products', 'name::text', [question.product_too]],
  ] as const
  const wanted = asked
    .map(([key, table, name, ids]) => ({ key, table, name, ids: ids.filter(Boolean).map(Number) }))
    .filter(({ ids }) => ids.length > 0)
  if (wanted.length === 0) return new Map()
  const sql = wanted
    .map(
      ({ key, table, name }) =>
        `select '${key} ' || id as key, ${name} as name from ${table} where id = any(?)${table === 'users' ? ' and approved_at is not null' : ''}`
    )
    .join(' union all ')
  const { rows } = await db.rawQuery(sql, wanted.map(({ ids }) => ids) as never)
  return new Map(rows.map((row: { key: string; name: string }) => [row.key, row.name]))
}
