import { Conflict, Refusal } from '#exceptions/refusals'
import { auditPerson } from '#services/accounts/audit_person'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { announce } from '#services/live/announce'
import { withLockedPerson, type LockedPerson } from '#services/people/with_locked_person'

/**
 * From now on this session shows the desk as a person sees it, and changes nothing (viewing_middleware.ts).
 * @param sessionId the admin's present session
 * @param reason what the audit shall say; may be empty
 * @throws NotFound; Refusal 403 for himself, another admin and a shut account; Conflict 409 when the session views already
 */
export async function startViewing(
  userId: number,
  { sessionId, reason }: { sessionId: number; reason: string },
  actor: Actor
): Promise<string> {
  return withLockedPerson(userId, actor, async (locked) => {
    refuseUnfit(locked)
    const { trx, person, by } = locked
    const started = await trx
      .from('sessions')
      .where({ id: sessionId, user_id: by.id })
      .whereNull('viewing_as_id')
      .update({ viewing_as_id: person.id, viewing_since: clock.now().toJSDate() }, ['id'])
    if (started.length === 0) throw new Conflict('viewing.already')
    await auditPerson(trx, person, 'viewing_started', {
      actor: locked.actor,
      changes: reason ? [{ field: 'reason', before: null, after: reason }] : [],
    })
    await announce(trx, { ended: [by.id] })
    return person.fullName
  })
}

function refuseUnfit({ by, person }: LockedPerson): void {
  const name = person.fullName
  if (by.id === person.id) throw new Refusal('viewing.not_yourself')
  if (person.isAdmin) throw new Refusal('viewing.not_an_admin', { name })
  if (!person.isActive || person.adminLockedAt) throw new Refusal('account.not_active', { name })
}
