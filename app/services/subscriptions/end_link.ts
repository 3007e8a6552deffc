import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import { endSubscription } from '#services/subscriptions/end_subscription'
import { readEndToken } from '#services/subscriptions/end_address'
import { filterWords } from '#services/subscriptions/filter_words'
import { subscriptionTitle } from '#services/subscriptions/subscription_title'

/** What the link of a report's mail leads to. */
export interface EndLink {
  id: number
  person: User
  title: string
  cadence: string
  isEnded: boolean
}

/** Reads the link of a mail; changes nothing. @returns null for a token that the desk never wrote */
export async function readEndLink(token: string, i18n: I18n): Promise<EndLink | null> {
  const id = readEndToken(token)
  const row = id && (await db.from('report_subscriptions').where('id', id).first())
  const person = row && (await User.asActor(row.user_id))
  if (!person) return null
  const [filters] = await filterWords([row.filters], i18n)
  return {
    id: row.id,
    person,
    title: subscriptionTitle({ ...row, filters }, i18n),
    cadence: i18n.t(`subscriptions.cadence.${row.cadence}`),
    isEnded: row.ended_at !== null,
  }
}

/** Ends it in the name of its person, who needs no account that is open for that. */
export async function endByLink({ id, person }: EndLink, address: string): Promise<void> {
  await endSubscription(id, { by: person, channel: 'email', address })
}
