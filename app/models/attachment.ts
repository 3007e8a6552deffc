import { AttachmentSchema } from '#database/schema'
import { belongsTo, column } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#models/user'

export type AttachmentKind = 'brief' | 'comment' | 'deliverable'

export default class Attachment extends AttachmentSchema {
  declare kind: AttachmentKind

  /** Lucid would look for `sha_256`. */
  @column({ columnName: 'sha256' })
  declare sha256: string

  @belongsTo(() => User, { foreignKey: 'uploaderId' })
  declare uploader: BelongsTo<typeof User>
}
