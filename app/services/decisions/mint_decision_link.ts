import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { appUrl } from '#config/app'
import DecisionToken from '#models/decision_token'
import Ticket from '#models/ticket'
import User from '#models/user'
import { hashToken } from '#services/accounts/hash_token'
import clock from '#services/clock'
import { mayDecideByLink } from '#services/decisions/may_decide'

export const LINK_HOURS = 72

export interface MintedLink {
  href: string
  until: Date
}

/**
 * A link for one person to decide the step that waits, for the brief as it was read, minted when its mail is written so
 * that nothing secret waits in the outbox. It ends the links he got for this ticket before. The ticket is held while it
 * is minted: a change either comes first and is seen here, or comes later and ends the link.
 * @param read the ticket as the mail shows it
 * @returns null when it no longer waits for him like that: the mail is not wanted then
 */
export async function mintDecisionLink(userId: number, read: Ticket): Promise<MintedLink | null> {
  return db.transaction(async (trx) => {
    const ticket = await Ticket.query({ client: trx })
      .where('id', read.id)
      .where({ status: read.status, round: read.round, briefVersion: read.briefVersion })
      .whereNull('deletedAt')
      .forShare()
      .first()
    const person = await User.asActor(userId, trx)
    if (!ticket?.waitingStep || !person || !mayDecideByLink(person, ticket)) return null
    await endEarlier(trx, person, ticket)
    const token = randomBytes(32).toString('base64url')
    const now = clock.now()
    const expiresAt = now.plus({ hours: LINK_HOURS })
    await DecisionToken.create(
      {
        tokenHash: hashToken(token),
        userId: person.id,
        ticketId: ticket.id,
        step: ticket.waitingStep,
        round: ticket.round,
        briefVersion: ticket.briefVersion,
        epoch: person.sessionEpoch,
        createdAt: now,
        expiresAt,
      },
      { client: trx }
    )
    return { href: `${appUrl}/decisions/${token}`, until: expiresAt.toJSDate() }
  })
}

async function endEarlier(trx: TransactionClientContract, person: User, ticket: Ticket) {
  await trx
    .from('decision_tokens')
    .where({ user_id: person.id, ticket_id: ticket.id })
    .whereNull('used_at')
    .whereNull('ended_at')
    .update({ ended_at: clock.now().toJSDate(), ended_by: 'newer' })
}
