import type { DateTime } from 'luxon'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { workingHoursLater } from '#services/demo/office_hours'
import { personWithId, type Story } from '#services/demo/story'

/** So many hours of the department's work later: office hours where it keeps some, else round the clock in shifts. */
export function atWork(story: Story, ticket: Ticket, least: number, most: number): DateTime {
  const { desk, chance, pace } = story
  const department = desk.departments.find(({ id }) => id === ticket.handlingDepartmentId)
  const hours = chance.between(least, most) * pace
  if (!department?.workingHours) return clock.now().plus({ hours })
  return workingHoursLater(clock.now(), hours, desk.zone)
}

/** Who does the work of a ticket's department; nobody works on what he asked for himself. */
export function crewOf({ desk }: Story, ticket: Ticket) {
  const crew = desk.people.all.filter(
    (one) => one.departmentId === ticket.handlingDepartmentId && one.id !== ticket.requesterId
  )
  const members = crew.filter((one) => one.role === 'member')
  return {
    members: members.length > 0 ? members : crew,
    manager: crew.find((one) => one.role !== 'member') ?? null,
  }
}

/** The one it is assigned to. */
export function agentOf(story: Story, ticket: Ticket): User {
  return personWithId(story, ticket.assigneeId)!
}
