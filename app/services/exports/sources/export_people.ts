import { NotFound, Refusal } from '#exceptions/refusals'
import type { ExportColumn, Exported, ExportReader, ExportTable } from '#services/exports/exported'
import { listAttempts } from '#services/people/list_attempts'
import { listPeople, stateOf } from '#services/people/list_people'
import { attemptFilterValidator, peopleFilterValidator } from '#validators/people'

const AT_ONCE = 500

/**
 * People with the filters of their page: to admins all, to managers those of their departments, without what only admins
 * see.
 * @throws NotFound for whoever manages nobody
 */
export async function exportPeople(
  query: Record<string, unknown>,
  reader: ExportReader
): Promise<Exported> {
  const { page, ...filter } = await peopleFilterValidator.validate(query)
  if (!reader.viewer.managesAnything) throw new NotFound()
  const keys = ['name', 'username', 'email', 'department', 'role', 'state']
  const times = reader.viewer.isAdmin ? ['registered', 'seen'] : []
  const { i18n } = reader
  const pieces: ExportTable['pieces'] = async function* (viewerNow) {
    for (let at = 1; ; at++) {
      const viewer = await viewerNow()
      const within = viewer.isAdmin ? undefined : viewer.manages
      const { q } = filter
      const asked = viewer.isAdmin ? filter : { q }
      const { people } = await listPeople({ ...asked, within, page: at, size: AT_ONCE })
      yield people.map((person) => [
        ...[person.fullName, person.username, person.email, person.department.name],
        i18n.t(`admin_people.roles.${person.role}`),
        i18n.t(`admin_people.states.${stateOf(person)}`),
        ...(times.length > 0
          ? [person.createdAt.toJSDate(), person.lastSeenAt?.toJSDate() ?? null]
          : []),
      ])
      if (people.length < AT_ONCE) return
    }
  }
  const title = i18n.t('admin_people.list.title')
  const columns = [
    ...columnsOf('people', keys, reader),
    ...columnsOf('people', times, reader, 'time'),
  ]
  return { name: 'people', count: null, tables: [{ title, columns, pieces }] }
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
    for (let at = 1; ; at++) {
      await viewerNow()
      const { rows } = await listAttempts({ ...filter, page: at, size: AT_ONCE })
      yield rows.map(({ attempt, person, browser }) => [
        attempt.createdAt.toJSDate(),
        ...[attempt.name, person?.fullName ?? null],
        i18n.t(`admin_people.results.${attempt.result}`),
        ...[attempt.address, browser],
      ])
      if (rows.length < AT_ONCE) return
    }
  }
  const columns = [
    ...columnsOf('attempts', ['time'], reader, 'time'),
    ...columnsOf('attempts', ['name', 'person', 'result', 'address', 'browser'], reader),
  ]
  const title = i18n.t('exports.attempts.title')
  return { name: 'sign-in-attempts', count: null, tables: [{ title, columns, pieces }] }
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
