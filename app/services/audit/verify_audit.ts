import db from '@adonisjs/lucid/services/db'
import type { AuditHead } from '#services/audit/audit_head'
import { ChainWalk } from '#services/audit/chain_walk'
import { inspectGuards } from '#services/audit/inspect_guards'
import { inspectUnsealed } from '#services/audit/inspect_unsealed'
import { MOST_FINDINGS, type AuditVerdict, type Finding } from '#services/audit/finding'
import { readSeals } from '#services/audit/read_seals'

interface Known {
  /** The newest seal as a worker noted it outside the database. */
  noted?: AuditHead | null
  /** A hash, in hexadecimal digits, that somebody wrote down: it must be one of the chain's seals. */
  head?: string
}

/**
 * Computes the chain of the audit anew and compares it with the seals, with what was noted outside, and with what guards
 * the tables. Reads only; memory stays the same however long the chain is.
 */
export async function verifyAudit({ noted, head }: Known = {}): Promise<AuditVerdict> {
  const walk = new ChainWalk()
  let sealed = 0
  let isNoted = false
  let isKnown = false
  for await (const rows of readSeals()) {
    for (const row of rows) {
      await walk.take(row)
      if (noted && row.position === noted.position) {
        isNoted = true
        if (row.hash.toString('hex') !== noted.hash) walk.find({ kind: 'rewritten', ...at(noted) })
      }
      if (head && row.hash.toString('hex') === head.toLowerCase()) isKnown = true
    }
    sealed += rows.length
  }
  walk.end()
  const findings: Finding[] = [...walk.findings]
  const last = walk.position
  if (noted && !isNoted) {
    findings.push({ kind: 'truncated', count: Math.max(1, noted.position - last), ...at(noted) })
  }
  if (head && !isKnown) findings.push({ kind: 'head_unknown', name: head })
  const { unsealed, ...rest } = await inspectUnsealed(db.connection(), walk.explained)
  findings.push(...rest.findings, ...(await inspectGuards(db.connection())))
  return {
    sealed,
    held: walk.held,
    unsealed,
    head: walk.before?.toString('hex') ?? null,
    findings: findings.slice(0, MOST_FINDINGS),
  }
}

function at(noted: AuditHead): Pick<Finding, 'name'> {
  return { name: `${noted.position} (${noted.at})` }
}
