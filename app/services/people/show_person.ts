import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import LoginAttempt from '#models/login_attempt'
import User from '#models/user'
import { namesOf } from '#services/accounts/names_of'
import { AUDIT_KINDS } from '#services/audit/audit_kinds'
import { describeEvent } from '#services/audit/describe_event'
import { AUDIT_COLUMNS, type AuditRecord } from '#services/audit/list_audit'
import { lookUpNames } from '#services/audit/look_up_names'
import clock from '#services/clock'
import { stateOf } from '#services/people/list_people'
import { versionOf } from '#services/people/with_locked_person'

/**
 * Everything an admin sees of a person: the account, its open sessions, latest attempts and what admins did to it.
 * @throws E_ROW_NOT_FOUND for an unknown id
 */
export async function showPerson(id: number, i18n: I18n) {
  const person = await User.query().where('id', id).preload('department').firstOrFail()
  const sessions = await db
    .from('sessions')
    .where({ user_id: id, epoch: person.sessionEpoch })
    .where('expires_at', '>', clock.now().toJSDate())
    .count('* as count')
    .first()
  const attempts = await LoginAttempt.query().where('userId', id).orderBy('id', 'desc').limit(5)
  const audits: AuditRecord[] = await db
    .from('audit_events')
    .where({ subject_type: 'user', subject_id: String(id) })
    .whereNotIn('action', [...AUDIT_KINDS.sign_ins])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(10)
    .select(...AUDIT_COLUMNS)
  const posts = await db.from('departments').where('manager_id', id).select('id', 'name')
  const names = await namesOf(db.connection(), [person.approvedBy])
  const known = await lookUpNames(audits)
  return {
    person,
    standing: stateOf(person),
    version: versionOf(person),
    sessions: Number(sessions.count),
    attempts,
    posts,
    approvedByName: person.approvedBy ? (names.get(person.approvedBy) ?? null) : null,
    history: audits.map((audit) => describeEvent(audit, known, i18n)),
  }
}
