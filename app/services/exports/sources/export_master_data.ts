import { Refusal } from '#exceptions/refusals'
import {
  readyTable,
  type ExportCell,
  type Exported,
  type ExportReader,
} from '#services/exports/exported'
import { listDeadlineRules } from '#services/master_data/list_deadline_rules'
import { listDepartments } from '#services/master_data/list_departments'
import { listProducts } from '#services/master_data/list_products'
import { listRequestTypes } from '#services/master_data/list_request_types'
import type { ExportSource } from '#services/exports/sources/index'

interface Sheet {
  /** Names of the columns, below `exports.master_data`; those of numbers have a mark. */
  columns: string[]
  numbers?: string[]
  rows: (reader: ExportReader) => Promise<ExportCell[][]>
}

const yes = ({ i18n }: ExportReader, is: boolean) => i18n.t(is ? 'exports.yes' : 'exports.no')
const criteria = ({ i18n }: ExportReader, key: string | null) =>
  key && i18n.t(`workflow.criteria.${key}`)

/** The tables of master data, as their pages list them. */
const SHEETS = {
  'products': {
    columns: ['name', 'category', 'brand', 'criteria', 'description', 'is_active'],
    async rows(reader) {
      const { products } = await listProducts()
      return products.map(({ name, category, brand, criteria: key, description, isActive }) => [
        ...[name, reader.i18n.t(`admin.products.categories.${category}`), brand],
        ...[criteria(reader, key), description, yes(reader, isActive)],
      ])
    },
  },
  'departments': {
    columns: ['name', 'manager', 'members', 'is_creative', 'time_zone', 'description', 'is_active'],
    numbers: ['members'],
    async rows(reader) {
      const { departments } = await listDepartments()
      return departments.map(({ department, members }) => [
        ...[department.name, department.manager?.fullName ?? null, members],
        ...[yes(reader, department.isCreative), department.timeZone, department.description],
        yes(reader, department.isActive),
      ])
    },
  },
  'request-types': {
    columns: ['workflow', 'name', 'heading', 'handled_by', 'is_scheduled', 'is_active'],
    async rows(reader) {
      const { groups } = await listRequestTypes()
      const types = groups.flatMap(({ rows }) => rows)
      const names = new Map(types.map(({ type }) => [type.id, type.name]))
      return types.map(({ type, handledBy }) => [
        ...[reader.i18n.t(`workflow.${type.workflow}.name`), type.name],
        ...[names.get(type.parentId ?? 0) ?? null, handledBy],
        ...[yes(reader, type.isScheduled), yes(reader, type.isActive)],
      ])
    },
  },
  'deadline-rules': {
    columns: ['workflow', 'type', 'priority', 'criteria', 'hours', 'response_hours'],
    numbers: ['hours', 'response_hours'],
    async rows(reader) {
      const { i18n } = reader
      const { groups } = await listDeadlineRules()
      return groups.flatMap(({ workflow, rules }) =>
        rules.map(({ rule, type }) => [
          ...[i18n.t(`workflow.${workflow}.name`), type],
          ...[i18n.t(`workflow.priority.${rule.priority}`), criteria(reader, rule.criteria)],
          ...[Number(rule.hours), rule.responseHours && Number(rule.responseHours)],
        ])
      )
    },
  },
} satisfies Record<string, Sheet>

/**
 * A table of master data, whole, to admins.
 * @returns a source; it throws Refusal 403 for anybody else
 */
export function exportMasterData(name: keyof typeof SHEETS): ExportSource {
  const { columns, rows, numbers = [] }: Sheet = SHEETS[name]
  return async (_query, reader): Promise<Exported> => {
    if (!reader.viewer.isAdmin) throw new Refusal('admins_only')
    const heads = columns.map((key) => ({
      label: reader.i18n.t(`exports.master_data.${key}`),
      kind: numbers.includes(key) ? ('average' as const) : ('text' as const),
    }))
    const cells = await rows(reader)
    const title = reader.i18n.t(`admin.${name.replace('-', '_')}.title`)
    const tables = [readyTable(title, heads, cells)]
    return { name, filters: {}, count: cells.length, tables }
  }
}
