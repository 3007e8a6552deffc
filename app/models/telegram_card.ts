import { TelegramCardSchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import Delivery from '#models/delivery'
import type { SeenVersion } from '#services/tickets/transition_ticket'
import type { Step } from '#workflows/workflow'

/** A message in a private chat whose buttons act; rewritten when the ticket moves on. */
export default class TelegramCard extends TelegramCardSchema {
  declare step: Step | null

  @belongsTo(() => Delivery)
  declare delivery: BelongsTo<typeof Delivery>

  /** What a decision made here counts for; undefined when the card asks for none. */
  get seen(): SeenVersion | undefined {
    const { step, round, briefVersion } = this
    return step && round !== null && briefVersion !== null
      ? { step, round, briefVersion }
      : undefined
  }
}
