import { DeliverableSchema } from '#database/schema'
import { belongsTo, hasMany } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany } from '@adonisjs/lucid/types/relations'
import Attachment from '#models/attachment'

export const PROOF_DECISIONS = ['approved', 'approved_with_changes', 'changes_required'] as const
export type ProofDecision = (typeof PROOF_DECISIONS)[number]

/** One thing that was made. Its versions are attachments, numbered from 1; the newest is the current one. */
export default class Deliverable extends DeliverableSchema {
  declare decision: ProofDecision | null

  @belongsTo(() => Attachment, { foreignKey: 'currentId' })
  declare current: BelongsTo<typeof Attachment>

  @hasMany(() => Attachment, { foreignKey: 'deliverableId' })
  declare files: HasMany<typeof Attachment>
}
