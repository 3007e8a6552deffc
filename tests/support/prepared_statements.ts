import { createHash } from 'node:crypto'
import pg from 'pg'

/** Rows inserted by the hundred come once. */
const MOST_VALUES = 200

const names = new Map<string, string>()

/**
 * Has the database of a test run read and plan each statement once a connection. The same few hundred statements come a
 * hundred thousand times there, and reading and planning them again took PostgreSQL longer than doing what they say.
 */
export function prepareStatements(): void {
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown
  pg.Client.prototype.query = function prepared(
    this: pg.Client,
    config: unknown,
    ...rest: unknown[]
  ) {
    return query.call(
      this,
      isPlain(config) ? { ...config, name: nameOf(config.text) } : config,
      ...rest
    )
  } as typeof pg.Client.prototype.query
}

/** What knex asks: an object with a text, values and no name; neither a cursor nor a stream. */
function isPlain(config: unknown): config is pg.QueryConfig {
  if (typeof config !== 'object' || config === null || 'submit' in config) return false
  const { text, name, values } = config as pg.QueryConfig
  if (typeof text !== 'string' || name || !Array.isArray(values)) return false
  // A migration's several statements cannot be one prepared one.
  if (values.length === 0 && text.includes(';')) return false
  return values.length <= MOST_VALUES
}

function nameOf(text: string): string {
  const name = names.get(text) ?? createHash('sha1').update(text).digest('base64')
  names.set(text, name)
  return name
}
