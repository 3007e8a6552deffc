import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import { judgeFile, type CheckResult, type FileFacts } from '#services/preflight/judge_file'
import type { PreflightChecks } from '#models/preflight_rule'

/** What stands in attachments.preflight: one entry for each rule that was about the file. */
export interface PreflightOutcome {
  ruleId: number
  rule: string
  results: CheckResult[]
}

/**
 * Checks versions of deliverables by the rules that count for their ticket now, keeps the outcome beside each, and counts
 * anew how many newest versions fail. For a transaction that holds the ticket's lock; the caller saves the ticket.
 */
export async function checkDelivered(
  trx: TransactionClientContract,
  ticket: Ticket,
  fileIds: number[]
): Promise<void> {
  const rules = await rulesOf(trx, ticket)
  const files = await trx
    .from('attachments')
    .whereIn('id', fileIds)
    .where('ticket_id', ticket.id)
    .whereNotNull('deliverable_id')
  for (const file of files) {
    const outcome = outcomeOf(factsOf(file), rules)
    const before = JSON.stringify(file.preflight ?? [])
    const after = JSON.stringify(outcome)
    if (before === after) continue
    await trx.from('attachments').where('id', file.id).update({ preflight: after })
  }
  await countFailing(trx, ticket)
}

/** How many newest versions fail their checks without a reason why they may; not saved. */
export async function countFailing(trx: TransactionClientContract, ticket: Ticket): Promise<void> {
  const { rows } = await trx.rawQuery(
    `select count(*)::int as failing from deliverables d join attachments a on a.id = d.current_id
     where d.ticket_id = ? and d.removed_at is null and a.preflight_overridden_at is null
       and jsonb_path_exists(a.preflight, '$[*].results[*].verdict \\? (@ == "failed")')`,
    [ticket.id]
  )
  ticket.preflightFailing = rows[0].failing
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
