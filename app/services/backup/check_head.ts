import { BackupTrouble } from '#services/backup/backup_trouble'
import { FORMAT, HEAD, type Head } from '#services/backup/format'

/** Both are shown at a terminal. */
const VERSION = /^[\w.+-]{1,40}$/
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/
const NAME = /^[a-z_][a-z0-9_]{0,62}$/

/**
 * Reads the head of a backup.
 * @throws BackupTrouble when it is none, or of a newer format
 */
export function checkHead(content: Buffer): Head {
  const head = parse(content)
  if (head?.product !== 'countersign') throw new BackupTrouble('damaged_entry', { name: HEAD })
  if (head.format > FORMAT) {
    throw new BackupTrouble('newer', { version: VERSION.test(head.version) ? head.version : '' })
  }
  if (!isHead(head)) throw new BackupTrouble('damaged_entry', { name: HEAD })
  return head
}

function parse(content: Buffer): any {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return null
  }
}

/** Names from the file end up in statements, quoted; nothing but plain names is let through all the same. */
function isHead(head: any): head is Head {
  const isName = (name: unknown) => typeof name === 'string' && NAME.test(name)
  const isList = (list: unknown, test: (one: any) => boolean) =>
    Array.isArray(list) && list.length <= 10_000 && list.every((one) => one && test(one))
  return (
    head.format === FORMAT &&
    VERSION.test(head.version) &&
    TIME.test(head.takenAt) &&
    isList(head.migrations, (name) => typeof name === 'string' && /^[\w./-]{1,200}$/.test(name)) &&
    isList(head.tables, ({ name, columns }) => isName(name) && isList(columns, isName)) &&
    new Set(head.tables.map((table: any) => table.name)).size === head.tables.length &&
    isList(
      head.sequences,
      ({ table, column, last }) =>
        isName(table) && isName(column) && (last === null || /^\d{1,19}$/.test(last))
    ) &&
    (head.audit === null || /^[0-9a-f]{64}$/.test(head.audit?.hash)) &&
    /^[0-9a-f]{32}$/.test(head.key?.salt) &&
    /^[0-9a-f]{64}$/.test(head.key?.check)
  )
}
