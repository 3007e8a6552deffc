import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict, Invalid } from '#exceptions/refusals'
import type User from '#models/user'
import clock from '#services/clock'
import { wakeDeliveries } from '#services/deliveries/wake_deliveries'
import type { SettingsForm } from '#services/notifications/load_settings'
import { openSquares } from '#services/notifications/settings_rows'
import { isBusy } from '#services/tickets/with_locked_ticket'

/**
 * Keeps what a person wants to be told and when. Only choices that differ from the default are kept, so that the others
 * follow it. What is held back is asked about again: with the digest switched off it leaves at once.
 * @throws Invalid 422 `quietFrom`, `quietUntil` when only one end is given or both are the same; Conflict 409 when too many
 *   of his saves wait for each other
 */
export async function saveSettings(form: SettingsForm, viewer: User): Promise<void> {
  const { quietFrom, quietUntil } = form
  if (Boolean(quietFrom) !== Boolean(quietUntil)) {
    throw new Invalid(quietFrom ? 'quietUntil' : 'quietFrom', 'quiet_hours.both')
  }
  if (quietFrom && quietFrom === quietUntil) throw new Invalid('quietUntil', 'quiet_hours.same')
  try {
    await keep(form, viewer)
  } catch (error) {
    if (isBusy(error)) throw new Conflict('quiet_hours.busy')
    throw error
  }
}

/** The row of the times is written first: who saves twice at once waits here for the other. */
async function keep(form: SettingsForm, viewer: User): Promise<void> {
  await db.transaction(async (trx) => {
    await trx
      .knexQuery()
      .table('notification_settings')
      .insert({
        user_id: viewer.id,
        quiet_from: form.quietFrom || null,
        quiet_until: form.quietUntil || null,
        quiet_holds_requests: form.quietHoldsRequests,
        digest_at: form.digestAt || null,
        updated_at: clock.now().toJSDate(),
      })
      .onConflict('user_id')
      .merge()
    await keepChoices(trx, form, viewer)
    await releaseHeld(trx, viewer)
  })
}

async function keepChoices(trx: TransactionClientContract, { on }: SettingsForm, viewer: User) {
  const squares = openSquares(viewer)
  const chosen = squares.filter(({ square, byDefault }) => on.includes(square) !== byDefault)
  for (const channel of new Set(squares.map((one) => one.channel))) {
    const events = squares.filter((one) => one.channel === channel).map((one) => one.event)
    await trx
      .from('notification_preferences')
      .where({ user_id: viewer.id, channel })
      .whereIn('event', events)
      .delete()
  }
  if (chosen.length === 0) return
  await trx.table('notification_preferences').multiInsert(
    chosen.map(({ event, channel, byDefault }) => ({
      user_id: viewer.id,
      event,
      channel,
      is_on: !byDefault,
    }))
  )
}

/** The worker asks each of them again what it waits for, by the settings of now. */
async function releaseHeld(trx: TransactionClientContract, viewer: User): Promise<void> {
  const released = await trx
    .from('deliveries')
    .where({ user_id: viewer.id, state: 'waiting' })
    .whereIn('held_for', ['quiet', 'digest'])
    .whereNull('joined_into')
    .update({ held_for: null, next_try_at: clock.now().toJSDate() })
  if (Number(released) > 0) await wakeDeliveries(trx)
}
