import { DateTime } from 'luxon'
import { demoReplies } from '#database/demo/support_talk'
import Department from '#models/department'
import ReplyTemplate from '#models/reply_template'
import RequestType from '#models/request_type'
import { system } from '#services/actor'
import { addHoliday } from '#services/calendars/add_holiday'
import { saveHours } from '#services/calendars/save_hours'
import clock from '#services/clock'
import type { DemoPeople } from '#services/demo/make_people'
import { as } from '#services/demo/story'
import { saveRequestType } from '#services/master_data/save_request_type'
import { saveReplyTemplate } from '#services/templates/save_reply_template'

/** What the organisation set up for its support desk before the first ticket; the clock stands at its first day. */
export async function prepareDesk(people: DemoPeople): Promise<void> {
  const departments = await Department.all()
  const named = (name: string) => departments.find((one) => one.name === name)
  const it = named('IT')
  const isFresh = !it?.workingHours
  for (const name of ['IT', 'Finance']) await keepOfficeHours(named(name))
  if (isFresh) await keepHolidays(it)
  await nestTypes(it)
  for (const { department, name, body } of demoReplies) {
    const manager = people.byDepartment.get(department)?.find((one) => one.role !== 'member')
    if (!manager || !named(department)) continue
    const present = await ReplyTemplate.findBy({ departmentId: named(department)!.id, name })
    if (present) continue
    const owner = { departmentId: named(department)!.id }
    await saveReplyTemplate(null, { name, body }, owner, as(manager))
  }
}

/** The others work round the clock, in shifts. */
async function keepOfficeHours(department: Department | undefined) {
  if (!department || department.workingHours) return
  const days = ['d1', 'd2', 'd3', 'd4', 'd5']
  const hours = Object.fromEntries(days.map((day) => [day, [{ from: '08:30', to: '18:30' }]]))
  await saveHours(department.id, { hours }, system)
}

const HOLIDAYS = [
  { day: '01-01', name: 'New Year’s Day' },
  { day: '05-01', name: 'Labour Day' },
  { day: '06-12', name: 'Independence Day' },
  { day: '11-01', name: 'All Saints’ Day' },
  { day: '11-30', name: 'Bonifacio Day' },
  { day: '12-25', name: 'Christmas Day' },
  { day: '12-30', name: 'Rizal Day' },
]

/** Those of a year and more from the first day of the demo on. */
async function keepHolidays(department: Department | undefined) {
  if (!department) return
  const { year } = clock.now()
  for (const { day, name } of [year, year + 1].flatMap((one) =>
    HOLIDAYS.map((holiday) => ({ ...holiday, day: `${one}-${holiday.day}` }))
  )) {
    if (DateTime.fromISO(day) < clock.now()) continue
    await addHoliday(department.id, { day, name }, system)
  }
}

const BELOW_TECHNICAL = [
  {
    name: 'Access and passwords',
    icon: 'key',
    hint: 'Which system, whose account, and since when?',
  },
  {
    name: 'Laptops and phones',
    icon: 'device-desktop',
    hint: 'Which device, and what does it do or not do?',
  },
  { name: 'Network', icon: 'world', hint: 'Where, since when, and who else has it?' },
]

/** Technical becomes a heading: people choose what it is about. */
async function nestTypes(it: Department | undefined) {
  const heading = await RequestType.findBy('key', 'technical')
  if (!heading?.isActive || !it) return
  const present = await RequestType.query().where('parentId', heading.id)
  if (present.length > 0) return
  for (const [position, { name, icon, hint }] of BELOW_TECHNICAL.entries()) {
    const form = { workflow: heading.workflow, name, icon, parentId: heading.id, isActive: true }
    await saveRequestType(
      null,
      { ...form, descriptionHint: hint, handlingDepartmentId: it.id, position },
      system
    )
  }
}
