import { DepartmentSchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import User from '#models/user'

export default class Department extends DepartmentSchema {
  @belongsTo(() => User, { foreignKey: 'managerId' })
  declare manager: BelongsTo<typeof User>
}
