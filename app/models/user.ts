import { UserSchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import Department from '#models/department'

export type Role = 'admin' | 'manager' | 'member'

const TONES = ['ready', 'done', 'active', 'wait', 'stop', 'rest'] as const

export default class User extends UserSchema {
  declare role: Role

  @belongsTo(() => Department)
  declare department: BelongsTo<typeof Department>

  /** Departments that name this person as manager; filled by `asActor`. */
  namedManagerOf: number[] = []

  /** The time zone of his department, if it has one of its own; filled by `asActor`. */
  homeZone: string | null = null

  /** What is asked for beside the row of a person who acts. */
  static readonly BESIDE = `array(select d.id from departments d where d.manager_id = users.id) as named_manager_of,
    (select d.time_zone from departments d where d.id = users.department_id) as home_zone`

  /**
   * A person with what the rights and the clocks need to know, in one query.
   * @returns null when there is nobody with this id
   */
  static async asActor(id: number, client?: TransactionClientContract): Promise<User | null> {
    const user = await User.query({ client })
      .where('users.id', id)
      .select('users.*')
      .select(User.query().client.raw(User.BESIDE))
      .first()
    return user?.takeBeside() ?? null
  }

  /** Puts in place what was asked for with `BESIDE`. */
  takeBeside(): this {
    this.namedManagerOf = this.$extras.named_manager_of
    this.homeZone = this.$extras.home_zone
    return this
  }

  get fullName(): string {
    return `${this.firstName} ${this.lastName}`.trim() || this.username
  }

  get initials(): string {
    const letters = `${this.firstName.charAt(0)}${this.lastName.charAt(0)}`
    return (letters || this.username.slice(0, 2)).toUpperCase()
  }

  /** The colour of the avatar: always the same for the same person. */
  get tone(): (typeof TONES)[number] {
    return TONES[this.id % TONES.length]
  }

  get isAdmin(): boolean {
    return this.role === 'admin'
  }

  /** May sign in and act: approved and not deactivated. A lock stops password sign-ins alone. */
  get isActive(): boolean {
    return this.approvedAt !== null && this.deactivatedAt === null
  }

  /** Ids of the departments this person manages: his own as a manager, and those that name him. */
  get manages(): number[] {
    const own = this.role === 'manager' ? [this.departmentId] : []
    return [...new Set([...own, ...this.namedManagerOf])]
  }

  get managesAnything(): boolean {
    return this.isAdmin || this.manages.length > 0
  }
}
