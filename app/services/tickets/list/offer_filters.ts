import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { countedParts } from '#services/tickets/list/counted_filters'
import { addressOf, addressOfPage, readListQuestion } from '#services/tickets/list/list_question'
import { isOwn } from '#services/tickets/list/list_facets'
import { qualified } from '#services/tickets/list/where_status'
import { DOES_WORK } from '#services/queue/queues_of'
import { workflows } from '#workflows/index'
import { PRIORITIES } from '#workflows/workflow'

interface Option {
  value: number | string
  label: string
}

/**
 * What a list can be filtered by, with what is chosen in this address.
 * @throws a validation error (422) for an address that cannot be read
 */
export async function offerFilters(query: Record<string, unknown>, viewer: User, i18n: I18n) {
  const question = await readListQuestion(query, viewer)
  const [types, departments, products, people] = await Promise.all([
    listTypes(i18n),
    options('departments', 'name', 'name'),
    options('products', 'name', 'name'),
    listPeople(),
  ])
  return {
    question,
    types,
    departments,
    products,
    chosenStatuses: qualified(question.status),
    workflows: workflows.map(({ key }) => ({ value: key, label: i18n.t(`workflow.${key}.name`) })),
    statuses: workflows.map(({ key, statuses }) => ({
      label: i18n.t(`workflow.${key}.name`),
      options: Object.keys(statuses).map((status) => ({
        value: `${key}.${status}`,
        label: i18n.t(`workflow.${key}.status.${status}`),
      })),
    })),
    priorities: [...PRIORITIES]
      .reverse()
      .map((priority) => ({ value: priority, label: i18n.t(`workflow.priority.${priority}`) })),
    requesters: people.everybody,
    assignees: [
      { value: 'none', label: i18n.t('ticket_list.field.nobody') },
      ...people.handling,
    ] as Option[],
    kept: [
      { name: 'tab', value: question.tab },
      ...(question.q ? [{ name: 'q', value: question.q }] : []),
      ...(question.is ?? [])
        .filter((facet) => !isOwn(facet))
        .map((facet) => ({ name: 'is', value: facet as string })),
      ...(question.counted ? [{ name: 'counted', value: '1' }] : []),
      ...countedParts(question),
      ...(question.due_from ? [{ name: 'due_from', value: question.due_from }] : []),
      ...(question.due_to ? [{ name: 'due_to', value: question.due_to }] : []),
      ...(question.only_type ? [{ name: 'only_type', value: String(question.only_type) }] : []),
      ...(question.product_too
        ? [{ name: 'product_too', value: String(question.product_too) }]
        : []),
      ...(question.brand ? [{ name: 'brand', value: question.brand }] : []),
      ...(question.helper ? [{ name: 'helper', value: String(question.helper) }] : []),
      ...(question.sort === 'newest' ? [] : [{ name: 'sort', value: question.sort }]),
    ],
    address: addressOfPage(question),
    unfiltered: addressOf(question),
  }
}

async function options(table: string, label: string, order: string): Promise<Option[]> {
  const rows = await db.from(table).orderBy(order).select('id', label)
  return rows.map((row) => ({ value: row.id, label: row[label] }))
}

/** Request types by workflow, those below another one after it. */
async function listTypes(i18n: I18n): Promise<{ label: string; options: Option[] }[]> {
  const rows = await db
    .from('request_types')
    .orderBy('position')
    .select('id', 'name', 'workflow', 'parent_id')
  return workflows.map(({ key }) => {
    const mine = rows.filter(({ workflow }) => workflow === key)
    const below = (id: number | null) => mine.filter((row) => row.parent_id === id)
    const offered = below(null).flatMap((row) => [
      { value: row.id, label: row.name },
      ...below(row.id).map((child) => ({ value: child.id, label: `\u2003${child.name}` })),
    ])
    return { label: i18n.t(`workflow.${key}.name`), options: offered }
  })
}

/** Everybody who may have asked, and those of departments that do the work. */
async function listPeople(): Promise<{ everybody: Option[]; handling: Option[] }> {
  const rows = await db
    .from('users as u')
    .join('departments as d', 'd.id', 'u.department_id')
    .whereNotNull('u.approved_at')
    .orderByRaw('u.first_name, u.last_name, u.id')
    .select('u.id', 'u.first_name', 'u.last_name', 'u.username')
    .select(db.raw(`${DOES_WORK} as does_work`))
  const asOption = (row: (typeof rows)[number]): Option => ({
    value: row.id,
    label: `${row.first_name} ${row.last_name}`.trim() || row.username,
  })
  return {
    everybody: rows.map(asOption),
    handling: rows.filter((row) => row.does_work).map(asOption),
  }
}
