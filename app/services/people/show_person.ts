import db from '@adonisjs/lucid/services/db'
import AuditEvent from '#models/audit_event'
import LoginAttempt from '#models/login_attempt'
import User from '#models/user'
import { namesOf } from '#services/accounts/names_of'
import clock from '#services/clock'
import { stateOf } from '#services/people/list_people'
import { versionOf } from '#services/people/with_locked_person'

/**
 * Everything an admin sees of a person: the account, its open sessions, latest attempts and what admins did to it.
 * @throws E_ROW_NOT_FOUND for an unknown id
 */
export async function showPerson(id: number) {
  const person = await User.query().where('id', id).preload('department').firstOrFail()
  const sessions = await db
    .from('sessions')
    .where({ user_id: id, epoch: person.sessionEpoch })
    .where('expires_at', '>', clock.now().toJSDate())
    .count('* as count')
    .first()
  const attempts = await LoginAttempt.query().where('userId', id).orderBy('id', 'desc').limit(5)
  const audits = await AuditEvent.query()
    .where({ subjectType: 'user', subjectId: String(id) })
    .orderBy('id', 'desc')
    .limit(10)
  const posts = await db.from('departments').where('manager_id', id).select('id', 'name')
  const names = await namesOf(db.connection(), [
    ...audits.map(({ actorId }) => actorId),
    person.approvedBy,
  ])
  return {
    person,
    standing: stateOf(person),
    version: versionOf(person),
    sessions: Number(sessions.count),
    attempts,
    posts,
    approvedByName: person.approvedBy ? (names.get(person.approvedBy) ?? null) : null,
    history: audits.map((audit) => ({
      audit,
      actor: audit.actorId ? (names.get(audit.actorId) ?? null) : null,
    })),
  }
}
