import { ApprovalSchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#models/user'
import type { Channel, Step } from '#workflows/workflow'

export type Decision = 'approved' | 'rejected' | 'skipped'

export default class Approval extends ApprovalSchema {
  declare step: Step
  declare decision: Decision
  declare channel: Channel

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>
}
