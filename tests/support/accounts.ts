import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Group } from '@japa/runner/core'
import { AUDIT_KINDS } from '#services/audit/audit_kinds'
import clock from '#services/clock'

/** A clean desk for each test of a group: rolled back, no try counted, the clock given back. */
export function onACleanDesk(group: Group): void {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await limiter.clear()
    return () => clock.goOn()
  })
}

/** The status an answer will have. */
export async function statusOf(answer: Promise<{ status: number }>): Promise<number> {
  const { status } = await answer
  return status
}

/** Kinds of mail on their way to a person, in order. */
export async function mailsTo(userId: number): Promise<string[]> {
  const rows = await db.from('deliveries').where('user_id', userId).orderBy('id').select('kind')
  return rows.map(({ kind }) => kind)
}

/** What the audit says was done to an account, in order; who signed in and out is left out. */
export async function auditOf(userId: number): Promise<string[]> {
  const rows = await db
    .from('audit_events')
    .where({ subject_type: 'user', subject_id: String(userId) })
    .whereNotIn('action', [...AUDIT_KINDS.sign_ins])
    .orderBy('id')
    .select('action')
  return rows.map(({ action }) => action)
}

/** Where an answer leads. */
export async function locationOf(
  answer: Promise<{ location: string | null }>
): Promise<string | null> {
  const { location } = await answer
  return location
}

/** The page an answer shows. */
export async function textOf(answer: Promise<{ text: string }>): Promise<string> {
  const { text } = await answer
  return text
}
