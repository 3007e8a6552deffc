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

export default class Activity extends ActivitySchema {
  declare channel: Channel
  declare changes: FieldChange[]
  declare details: Record<string, any>

  @belongsTo(() => User, { foreignKey: 'actorId' })
  declare actor: BelongsTo<typeof User>
}
