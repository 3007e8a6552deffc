import db from '@adonisjs/lucid/services/db'
import { Conflict, Refusal } from '#exceptions/refusals'
import User from '#models/user'
import { recordAudit } from '#services/activity/record_audit'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import type { ReportTab } from '#services/reports/report_addresses'
import {
  CADENCE_OF,
  scopeOf,
  type Cadence,
  type Filters,
  type SubscriptionKind,
} from '#services/subscriptions/subscription'

/** Reports that one person gets at most. */
export const MOST_SUBSCRIPTIONS = 20

export interface Wish {
  kind: SubscriptionKind
  tab?: ReportTab
  cadence?: Cadence
  filters?: Filters
}

/**
 * Begins a subscription for the person himself; the first report comes at the next time.
 * @returns false when he gets this one already
 * @throws Refusal 403 for the digest of a team by who leads none; Conflict 409 beyond twenty
 */
export async function subscribe(wish: Wish, actor: Actor): Promise<boolean> {
  return db.transaction(async (trx) => {
    await trx.from('users').where('id', actor.by!.id).select('id').forUpdate()
    const person = await User.asActor(actor.by!.id, trx)
    if (!person?.isActive) throw new Refusal('account_not_active')
    if (wish.kind === 'team_digest' && !person.managesAnything) {
      throw new Refusal('digest_for_managers')
    }
    const open = trx.from('report_subscriptions').where('user_id', person.id).whereNull('ended_at')
    const [{ count }] = await open.count('* as count')
    if (Number(count) >= MOST_SUBSCRIPTIONS) {
      throw new Conflict('many_subscriptions', { most: MOST_SUBSCRIPTIONS })
    }
    const { rows } = await trx.rawQuery(
      `insert into report_subscriptions (user_id, kind, tab, filters, cadence, scope, departments, created_at)
       values (:user, :kind, :tab, :filters::jsonb, :cadence, :scope, :departments::int[], :now)
       on conflict do nothing returning id`,
      {
        user: person.id,
        kind: wish.kind,
        tab: wish.kind === 'view' ? (wish.tab ?? 'summary') : null,
        filters: JSON.stringify(wish.kind === 'view' ? (wish.filters ?? {}) : {}),
        cadence: wish.kind === 'view' ? (wish.cadence ?? 'weekly') : CADENCE_OF[wish.kind],
        scope: scopeOf(person),
        departments: person.manages,
        now: clock.now().toJSDate(),
      } as Record<string, any>
    )
    if (rows.length === 0) return false
    await recordAudit(trx, {
      actor,
      action: 'report_subscribed',
      subjectType: 'report_subscription',
      subjectId: rows[0].id,
      subjectLabel: wish.tab ?? wish.kind,
    })
    return true
  })
}
