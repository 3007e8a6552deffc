import { TicketSchema } from '#database/schema'
import { belongsTo, hasMany, manyToMany, scope } from '@adonisjs/lucid/orm'
import type { BelongsTo, HasMany, ManyToMany } from '@adonisjs/lucid/types/relations'
import Approval from '#models/approval'
import Attachment from '#models/attachment'
import Department from '#models/department'
import Product from '#models/product'
import RequestType from '#models/request_type'
import TicketItem from '#models/ticket_item'
import User from '#models/user'
import { whereVisible } from '#models/scopes/visible_tickets'
import type { Priority } from '#workflows/workflow'
import { findWorkflow } from '#workflows/index'

export default class Ticket extends TicketSchema {
  declare workflow: 'creative' | 'support'
  declare priority: Priority
  declare criteria: 'image' | 'video' | null

  @belongsTo(() => RequestType)
  declare requestType: BelongsTo<typeof RequestType>

  @belongsTo(() => Product)
  declare product: BelongsTo<typeof Product>

  @belongsTo(() => User, { foreignKey: 'requesterId' })
  declare requester: BelongsTo<typeof User>

  @belongsTo(() => User, { foreignKey: 'assigneeId' })
  declare assignee: BelongsTo<typeof User>

  @belongsTo(() => Department, { foreignKey: 'requestingDepartmentId' })
  declare requestingDepartment: BelongsTo<typeof Department>

  @belongsTo(() => Department, { foreignKey: 'handlingDepartmentId' })
  declare handlingDepartment: BelongsTo<typeof Department>

  @hasMany(() => TicketItem)
  declare items: HasMany<typeof TicketItem>

  @hasMany(() => Approval)
  declare approvals: HasMany<typeof Approval>

  @hasMany(() => Attachment)
  declare attachments: HasMany<typeof Attachment>

  @manyToMany(() => User, { pivotTable: 'collaborators', pivotColumns: ['added_at'] })
  declare collaborators: ManyToMany<typeof User>

  @manyToMany(() => User, { pivotTable: 'watchers', pivotColumns: ['added_at'] })
  declare watchers: ManyToMany<typeof User>

  /** Tickets this person may see, in the trash or not: the one rule that lists, finders, counts and files share. */
  static visibleTo = scope((query, user: User) => whereVisible(query, user))

  /** Tickets that are not in the trash. */
  static present = scope((query) => query.whereNull('tickets.deleted_at'))

  get isTrashed(): boolean {
    return this.deletedAt !== null
  }

  /** Assignee and collaborators are a proposal until the final approval. */
  get isProposed(): boolean {
    return this.assigneeId !== null && this.assignedAt === null
  }

  get isConfirmed(): boolean {
    return this.confirmedAt !== null
  }

  /** Somebody said no, and the requester has not asked again. */
  get isRefused(): boolean {
    return findWorkflow(this.workflow).statuses[this.status]?.isRefused ?? false
  }

  /** The step that waits for a decision, or null. */
  get waitingStep() {
    return findWorkflow(this.workflow).statuses[this.status]?.step ?? null
  }
}
