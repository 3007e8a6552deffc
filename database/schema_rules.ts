import { type SchemaRules } from '@adonisjs/lucid/types/schema_generator'

const time = {
  tsType: 'DateTime',
  imports: [{ source: 'luxon', namedImports: ['DateTime'] }],
  decorators: [{ name: '@column.dateTime' }],
}
const whole = { tsType: 'number', imports: [], decorators: [{ name: '@column' }] }
const text = { tsType: 'string', imports: [], decorators: [{ name: '@column' }] }

/**
 * Times come from the product's clock (app/services/clock.ts) and never from the model; bigint and numeric are read as
 * numbers (config/database.ts sets the parsers).
 */
export default {
  types: { bigint: whole, decimal: whole, number: whole },
  columns: {
    created_at: time,
    updated_at: time,
    name: text,
    email: text,
    pending_email: text,
    username: text,
  },
  tables: { tickets: { skipColumns: ['search', 'is_finished'] } },
  primaryKey: (_table, keys, columns) => {
    const [key] = keys
    if (!key || !columns[key]) return undefined
    const tsType = columns[key].type.includes('int') ? 'number' : 'string'
    const decorators = [{ name: '@column', args: { isPrimary: true } }]
    return { columnName: key, columnInfo: { tsType, imports: [], decorators } }
  },
} satisfies SchemaRules
