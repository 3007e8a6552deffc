import type { DateTime } from 'luxon'
import type Department from '#models/department'
import type Product from '#models/product'
import type RequestType from '#models/request_type'
import type User from '#models/user'
import type { Actor } from '#services/actor'
import type { Chance } from '#services/demo/chance'
import type { DemoPeople } from '#services/demo/make_people'
import { workingHoursLater } from '#services/demo/office_hours'
import clock from '#services/clock'
import type { FileFormat } from '#services/tickets/brief'
import type { Channel, Priority } from '#workflows/workflow'

/** What all stories share. */
export interface DemoDesk {
  people: DemoPeople
  types: RequestType[]
  products: Product[]
  departments: Department[]
  zone: string
}

export type Stop =
  'asked' | 'half' | 'approved' | 'work' | 'completed' | 'taken' | 'waiting' | 'held' | 'resolved'

/** One ticket's life: what it asks for, and the chance that decides what happens on the way. */
export interface Story {
  desk: DemoDesk
  chance: Chance
  type: RequestType
  title: string
  brief: string
  /** The file format that fits what is asked for; any when null. */
  format: FileFormat | null
  priority: Priority
  requester: User
  /** How long people of this story take; 1 is the usual pace. */
  pace: number
  /** Nobody goes on with it from this point: it waits or runs late. */
  stopsAt: Stop | null
}

/** A story in the telling: each value is the instant at which it goes on. */
export type Telling<Result = void> = AsyncGenerator<DateTime, Result, void>

/** So many working hours from now, at the story's pace. */
export function later({ desk, chance, pace }: Story, least: number, most: number): DateTime {
  return workingHoursLater(clock.now(), chance.between(least, most) * pace, desk.zone)
}

export function as(by: User, channel: Channel = 'web'): Actor {
  return { by, channel }
}

/** People of the department that does the work, without its managers. */
export function creatives({ desk }: Story): User[] {
  return desk.people.byDepartment.get('Creative')!.filter((one) => one.role === 'member')
}

export function personWithId({ desk }: Story, id: number | null): User | null {
  return desk.people.all.find((one) => one.id === id) ?? null
}
