import type User from '#models/user'
import { MOST_EXPORTED, type Exported, type ExportReader } from '#services/exports/exported'
import { readTicketPiece } from '#services/exports/sources/read_ticket_piece'
import { ticketCells, ticketColumns } from '#services/exports/sources/ticket_columns'
import { findAllIds } from '#services/tickets/list/find_all_ids'
import { readListQuestion } from '#services/tickets/list/list_question'

const AT_ONCE = 500

/**
 * The tickets of a list with its tab, filters, search and order, all its pages. Which they are is settled as it begins;
 * what stands in them, and whether they may be seen, is read piece by piece.
 * @throws a validation error (422) for filters that cannot be read
 */
export async function exportTickets(
  query: Record<string, unknown>,
  reader: ExportReader
): Promise<Exported> {
  const { viewer, zone, i18n } = reader
  const { page, after, before, ...question } = await readListQuestion(query, viewer)
  const { view, size, types, ...filters } = question
  const ids = await findAllIds({ question, viewer, zone }, MOST_EXPORTED + 1)
  return { ...exportedTickets('tickets', i18n.t('ticket_list.title'), ids, reader), filters }
}

/**
 * Tickets of these ids as a file.
 * @param inTrash they lie in the trash; those that were restored meanwhile are left out
 */
export function exportedTickets(
  name: string,
  title: string,
  ids: Int32Array,
  way: ExportReader,
  inTrash = false
): Omit<Exported, 'filters'> {
  const pieces = async function* (viewerNow: () => Promise<User>) {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const piece = Array.from(ids.subarray(at, at + AT_ONCE))
      const rows = await readTicketPiece(piece, await viewerNow(), inTrash)
      yield rows.map((row) => ticketCells(row, way, inTrash))
    }
  }
  return {
    name,
    count: ids.length,
    tables: [{ title, columns: ticketColumns(way, inTrash), pieces }],
  }
}
