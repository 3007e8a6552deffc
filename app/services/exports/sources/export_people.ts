import { NotFound, Refusal } from '#exceptions/refusals'
import type User from '#models/user'
import {
  MOST_EXPORTED,
  type ExportColumn,
  type Exported,
  type ExportReader,
  type ExportTable,
} from '#services/exports/exported'
import { readAttempts } from '#services/people/list_attempts'
import { findPeopleIds, readPeople, stateOf, type PeopleFilter } from '#services/people/list_people'
import { attemptFilterValidator, peopleFilterValidator } from '#validators/people'

const AT_ONCE = 500

/**
 * People with the filters of their page: to admins all, to managers those of their departments, without what only admins
 * see. Who they are is settled as it begins, what stands of each is read piece by piece.
 * @throws NotFound for whoever manages nobody
 */
export async function exportPeople(
  query: Record<string, unknown>,
  reader: ExportReader
): Promise<Exported> {
  const { page, ...given } = await peopleFilterValidator.validate(query)
  if (!reader.viewer.managesAnything) throw new NotFound()
  const filters = reader.viewer.isAdmin ? given : { q: given.q }
  const askedBy = (viewer: User): PeopleFilter =>
    viewer.isAdmin ? filters : { q: given.q, within: viewer.manages }
  const ids = await findPeopleIds(askedBy(reader.viewer), MOST_EXPORTED + 1)
  const keys = ['name', 'username', 'email', 'department', 'role', 'state']
  const times = reader.viewer.isAdmin ? ['registered', 'seen'] : []
  const { i18n } = reader
  const pieces: ExportTable['pieces'] = async function* (viewerNow) {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const people = await readPeople(ids.slice(at, at + AT_ONCE), askedBy(await viewerNow()))
      yield people.map((person) => [
        ...[person.fullName, person.username, person.email, person.department.name],
        i18n.t(`admin_people.roles.${person.role}`),
        i18n.t(`admin_people.states.${stateOf(person)}`),
        ...(times.length > 0
          ? [person.createdAt.toJSDate(), person.lastSeenAt?.toJSDate() ?? null]
          : []),
      ])
    }
  }
  const title = i18n.t('admin_people.list.title')
  const columns = [
    ...columnsOf('people', keys, reader),
    ...columnsOf('people', times, reader, 'time'),
  ]
  return { name: 'people', filters, count: ids.length, tables: [{ title, columns, pieces }] }
}

/**
 * Sign-in attempts with the filters of their page, newest first, to admins.
 * @throws Refusal 403 for anybody else
 */
export async function exportAttempts(
  query: Record<string, unknown>,
  reader: ExportReader
): Promise<Exported> {
  const { page, ...filter } = await attemptFilterValidator.validate(query)
  if (!reader.viewer.isAdmin) throw new Refusal('admins_only')
  const { i18n } = reader
  const pieces: ExportTable['pieces'] = async function* (viewerNow) {
    for (let place: string | null = null; ;) {
      await viewerNow()
      const { rows, last } = await readAttempts(filter, place, AT_ONCE)
      yield rows.map(({ attempt, person, browser }) => [
        attempt.createdAt.toJSDate(),
        ...[attempt.name, person?.fullName ?? null],
        i18n.t(`admin_people.results.${attempt.result}`),
        ...[attempt.address, browser],
      ])
      if (rows.length < AT_ONCE) return
      place = last
    }
  }
  const columns = [
    ...columnsOf('attempts', ['time'], reader, 'time'),
    ...columnsOf('attempts', ['name', 'person', 'result', 'address', 'browser'], reader),
  ]
  const title = i18n.t('exports.attempts.title')
  const tables = [{ title, columns, pieces }]
  return { name: 'sign-in-attempts', filters: filter, count: null, tables }
}

function columnsOf(
  list: string,
  keys: string[],
  { zone, i18n }: ExportReader,
  kind: 'text' | 'time' = 'text'
): ExportColumn[] {
  return keys.map((key) => {
    const label = i18n.t(`exports.${list}.${key}`)
    return { label: kind === 'time' ? i18n.t('exports.in_zone', { label, zone }) : label, kind }
  })
}
