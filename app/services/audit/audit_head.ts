import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'

/** The newest seal, as it was noted outside the database when it was made. */
export interface AuditHead {
  /** Its place in the chain, which is also how many events are sealed. */
  position: number
  /** SHA-256 in hexadecimal digits. */
  hash: string
  /** ISO 8601. */
  at: string
}

const LOG_EVERY = 3_600_000
let loggedAt = 0
let hasWarned = false

/** Where a worker notes the newest seal: cutting the chain's end off in the database does not change it. */
export function headFile(): string {
  return join(env.get('DATA_DIR'), 'audit-head.json')
}

/**
 * Notes the newest seal in a file and, once an hour, in the log. A note that the chain does not hold any more is left as it
 * is: `audit:verify` is to find it.
 */
export async function keepHead(head: AuditHead): Promise<void> {
  try {
    const noted = await readHead()
    if (noted && !(await isInChain(noted))) return warnOnce(noted)
    await mkdir(env.get('DATA_DIR'), { recursive: true })
    const written = `${headFile()}.${process.pid}`
    await writeFile(written, `${JSON.stringify(head)}\n`, { mode: 0o600 })
    await rename(written, headFile())
  } catch (error) {
    logger.warn({ err: error }, 'the newest seal of the audit could not be noted in DATA_DIR')
  }
  logNow(head)
}

/** The note of this machine, or null when there is none or it cannot be read. */
export async function readHead(): Promise<AuditHead | null> {
  try {
    const head = JSON.parse(await readFile(headFile(), 'utf8'))
    return Number.isSafeInteger(head.position) && /^[0-9a-f]{64}$/.test(head.hash) ? head : null
  } catch {
    return null
  }
}

async function isInChain({ position, hash }: AuditHead): Promise<boolean> {
  const seal = await db.from('audit_seals').where('position', position).select('hash').first()
  return seal?.hash.toString('hex') === hash
}

function warnOnce(noted: AuditHead) {
  if (!hasWarned) logger.error(noted, 'the audit lacks a seal that was noted: run audit:verify')
  hasWarned = true
}

function logNow(head: AuditHead) {
  if (Date.now() - loggedAt < LOG_EVERY) return
  loggedAt = Date.now()
  logger.info(head, 'newest seal of the audit')
}
