import { isDeepStrictEqual } from 'node:util'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import clock from '#services/clock'
import { countFailing } from '#services/preflight/count_failing'
import { judgeFile, type CheckResult, type FileFacts } from '#services/preflight/judge_file'
import type { PreflightChecks } from '#models/preflight_rule'

/** What stands in attachments.preflight: one entry for each rule that was about the file. */
export interface PreflightOutcome {
  ruleId: number
  rule: string
  results: CheckResult[]
}

/** A file is read within seconds; where that takes longer it may have failed, and nobody is held up by that. */
const LONGEST_WAIT = { minutes: 2 }

/** A reason why a version may stay was given for the checks that it failed then. */
const NO_REASON = {
  preflight_overridden_at: null,
  preflight_overridden_by: null,
  preflight_reason: null,
}

/**
 * Checks versions of deliverables by the rules that count for their ticket now, keeps the outcome beside each, and counts
 * anew how many newest versions fail. One that is still being read, so that a check cannot tell yet, is waited for. One
 * that fails what it did not fail before needs a new reason to stay. For a transaction that holds the ticket's lock; the
 * caller saves the ticket.
 * @returns whether any outcome is another one now
 */
export async function checkDelivered(
  trx: TransactionClientContract,
  ticket: Ticket,
  fileIds: number[]
): Promise<boolean> {
  const rules = await rulesOf(trx, ticket)
  const files = await trx
    .from('attachments')
    .whereIn('id', fileIds)
    .where('ticket_id', ticket.id)
    .whereNotNull('deliverable_id')
  let hasChanged = false
  for (const file of files) {
    const outcome = outcomeOf(factsOf(file), rules)
    if (file.preview === 'waiting' && isUnknown(outcome)) {
      ticket.preflightAwaitedUntil = clock.now().plus(LONGEST_WAIT)
    }
    const before: PreflightOutcome[] = file.preflight ?? []
    if (isDeepStrictEqual(before, outcome)) continue
    hasChanged = true
    const reason = failsAnew(before, outcome) ? NO_REASON : {}
    await trx
      .from('attachments')
      .where('id', file.id)
      .update({ preflight: JSON.stringify(outcome), ...reason })
  }
  await countFailing(trx, ticket)
  return hasChanged
}

interface Rule {
  id: number
  name: string
  checks: PreflightChecks
}

async function rulesOf(trx: TransactionClientContract, ticket: Ticket): Promise<Rule[]> {
  return trx
    .from('preflight_rules')
    .where('is_active', true)
    .where((any) =>
      any.whereNull('request_type_id').orWhere('request_type_id', ticket.requestTypeId)
    )
    .where((any) =>
      any
        .whereNull('product_id')
        .orWhere('product_id', ticket.productId ?? 0)
        .orWhereRaw(
          'exists (select 1 from ticket_items i where i.ticket_id = ? and i.product_id = preflight_rules.product_id)',
          [ticket.id]
        )
    )
    .orderBy(['name', 'id'])
    .select('id', 'name', 'checks')
}

function outcomeOf(facts: FileFacts, rules: Rule[]): PreflightOutcome[] {
  return rules
    .map(({ id, name, checks }) => ({ ruleId: id, rule: name, results: judgeFile(facts, checks) }))
    .filter(({ results }) => results.length > 0)
}

function failsAnew(before: PreflightOutcome[], now: PreflightOutcome[]): boolean {
  const known = failures(before)
  return failures(now).some((one) => !known.includes(one))
}

function failures(outcome: PreflightOutcome[]): string[] {
  return outcome.flatMap(({ ruleId, results }) =>
    results.filter(({ verdict }) => verdict === 'failed').map(({ check }) => `${ruleId} ${check}`)
  )
}

function isUnknown(outcome: PreflightOutcome[]): boolean {
  return outcome.some(({ results }) => results.some(({ verdict }) => verdict === 'unknown'))
}

function factsOf(file: Record<string, any>): FileFacts {
  return {
    mime: file.mime,
    bytes: Number(file.bytes),
    width: file.width,
    height: file.height,
    durationMs: file.duration_ms,
    colourSpace: file.media?.colourSpace ?? null,
  }
}
