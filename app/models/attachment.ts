import { AttachmentSchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#models/user'

export type AttachmentKind = 'brief' | 'comment' | 'deliverable'

export default class Attachment extends AttachmentSchema {
  declare kind: AttachmentKind

  @belongsTo(() => User, { foreignKey: 'uploaderId' })
  declare uploader: BelongsTo<typeof User>
}
