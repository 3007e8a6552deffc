import { Refusal } from '#exceptions/refusals'
import { readDeliveries } from '#services/deliveries/list_deliveries'
import type { DeliveryRow } from '#services/deliveries/present_delivery'
import type { Exported, ExportReader, ExportTable } from '#services/exports/exported'
import { deliveryFilter } from '#validators/deliveries'

const AT_ONCE = 500

const COLUMNS = [
  ['created', 'time'],
  ['sent', 'time'],
  ['channel', 'text'],
  ['state', 'text'],
  ['reader', 'text'],
  ['address', 'text'],
  ['subject', 'text'],
  ['ticket', 'count'],
  ['attempts', 'count'],
  ['error', 'text'],
] as const

/**
 * Deliveries with the filters of their page, newest first, to admins; never what a mail says.
 * @throws Refusal 403 for anybody else
 */
export async function exportDeliveries(
  query: Record<string, unknown>,
  { viewer, zone, i18n }: ExportReader
): Promise<Exported> {
  const { before, ...filter } = await deliveryFilter.validate(query)
  if (!viewer.isAdmin) throw new Refusal('admins_only')
  const cellsOf = ({ reader, ...row }: DeliveryRow) => [
    ...[row.createdAt, row.sentAt, i18n.t(`deliveries.channels.${row.channel}`)],
    ...[
      i18n.t(`deliveries.states.${row.state}`),
      reader?.fullName ?? null,
      reader?.address ?? null,
    ],
    ...[row.subject, row.ticketId, row.attempts, row.error],
  ]
  const pieces: ExportTable['pieces'] = async function* (viewerNow) {
    let beyond: number | undefined
    for (;;) {
      await viewerNow()
      const rows = await readDeliveries({ ...filter, before: beyond }, AT_ONCE, i18n)
      yield rows.map(cellsOf)
      if (rows.length < AT_ONCE) return
      beyond = rows.at(-1)!.id
    }
  }
  const columns = COLUMNS.map(([key, kind]) => {
    const label = i18n.t(`exports.deliveries.${key}`)
    return { label: kind === 'time' ? i18n.t('exports.in_zone', { label, zone }) : label, kind }
  })
  const table = { title: i18n.t('deliveries.title'), columns, pieces }
  return { name: 'deliveries', filters: filter, count: null, tables: [table] }
}
