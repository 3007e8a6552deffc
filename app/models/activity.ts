import { ActivitySchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#models/user'
import type { Channel } from '#workflows/workflow'

/** One field's value before and after, short enough to read (at most 200 characters each). */
export interface FieldChange {
  field: string
  before: string | null
  after: string | null
}

/** Read with what people wrote (`activities_in_full`); written by `recordActivity` alone. */
export default class Activity extends ActivitySchema {
  static table = 'activities_in_full'

  declare channel: Channel
  declare changes: FieldChange[]
  declare details: Record<string, any>

  @belongsTo(() => User, { foreignKey: 'actorId' })
  declare actor: BelongsTo<typeof User>
}
