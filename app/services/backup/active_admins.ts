import { BackupTrouble } from '#services/backup/backup_trouble'
import { PART, type Head } from '#services/backup/format'
import { valueOf } from '#services/backup/copy_value'
import type { Visit } from '#services/backup/read_backup'

/** Somebody who may do everything once the backup is restored. */
export interface BackupAdmin {
  username: string
  name: string
}

const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/**
 * Collects the active admins while a backup is read. Rows that COPY would never write are refused, so that nobody hides an
 * admin from this reading and not from the database's.
 */
export class ActiveAdmins implements Visit {
  #found: BackupAdmin[] = []
  #columns: string[] = []
  #rest = Buffer.alloc(0)

  /** Once all is read. @throws BackupTrouble */
  get found(): BackupAdmin[] {
    if (this.#rest.length > 0) throw damaged()
    return this.#found
  }

  head = async ({ tables }: Head): Promise<void> => {
    this.#columns = tables.find(({ name }) => name === 'users')?.columns ?? []
  }

  /** @throws BackupTrouble */
  rows = async (table: string, bytes: Buffer): Promise<void> => {
    if (table !== 'users' && this.#rest.length > 0) throw damaged()
    if (table !== 'users') return
    const all = Buffer.concat([this.#rest, bytes])
    if (all.includes(CARRIAGE_RETURN)) throw damaged()
    const end = all.lastIndexOf(LINE_FEED) + 1
    this.#rest = all.subarray(end)
    if (this.#rest.length > PART) throw damaged()
    const lines = all.subarray(0, end).toString('utf8').split('\n').slice(0, -1)
    for (const line of lines) this.#take(line.split('\t'))
  }

  #take(values: string[]) {
    if (values.length !== this.#columns.length) throw damaged()
    const value = (name: string) => valueOf(values[this.#columns.indexOf(name)])
    const isActive = value('approved_at') !== null && value('deactivated_at') === null
    if (value('role') !== 'admin' || !isActive) return
    const name = `${value('first_name') ?? ''} ${value('last_name') ?? ''}`
    this.#found.push({ username: plain(value('username') ?? ''), name: plain(name) })
  }
}

function damaged(): BackupTrouble {
  return new BackupTrouble('damaged_entry', { name: 'tables/users' })
}

/** Both are shown at a terminal: nothing in them moves its cursor or turns its words round. */
function plain(text: string): string {
  return text.replace(/\p{C}/gu, '').trim()
}
