import type { I18n } from '@adonisjs/i18n'
import { outsideLane } from '#middleware/overload_middleware'
import type Attachment from '#models/attachment'
import type User from '#models/user'
import { describeFacts } from '#services/files/gallery/describe_facts'
import { findInGallery, type GalleryRow } from '#services/files/gallery/list_gallery'
import { readTable } from '#services/files/gallery/read_table'
import { readText } from '#services/files/gallery/read_text'
import { pictureOf, viewKind, type ViewKind } from '#services/files/gallery/view_kind'
import { iconOf } from '#services/words/file_words'
import type { TimeWords } from '#services/words/time_words'

/** Files that stand in the row below the one that is shown: a phone fetches no forty thumbnails. */
const STRIP = 15

/** The page of a file, among all of its ticket that this person may see. */
export async function showFile(
  ticketId: number,
  id: number,
  viewer: User,
  words: { i18n: I18n; times: TimeWords }
) {
  const { ticket, rows, at, file } = await findInGallery(ticketId, id, viewer)
  const kind = viewKind(file)
  const begin = Math.max(0, Math.min(at - Math.floor(STRIP / 2), rows.length - STRIP))
  const describe = (row: GalleryRow) => describeRow(ticketId, row, row.id === id)
  return {
    ticket: { id: ticket.id, title: ticket.title },
    ...{ kind, name: file.name, pages: file.pages, preview: file.preview },
    isLocked: file.media?.isLocked === true,
    address: addressOf(ticketId, file, pictureOf(file)),
    facts: describeFacts(file, words),
    place: placeOf(ticketId, rows[at]),
    read: await readOf(file, kind),
    position: at + 1,
    count: rows.length,
    previous: at > 0 ? describe(rows[at - 1]) : null,
    next: at + 1 < rows.length ? describe(rows[at + 1]) : null,
    strip: rows.slice(begin, begin + STRIP).map(describe),
  }
}

function addressOf(ticketId: number, file: Attachment, picture: ReturnType<typeof pictureOf>) {
  const original = `/tickets/${ticketId}/attachments/${file.id}`
  return {
    original,
    download: `${original}?download`,
    picture: picture && (picture === 'original' ? original : `${original}/${picture}`),
    poster: file.thumbnailKey ? `${original}/thumbnail` : null,
  }
}

function describeRow(ticketId: number, row: GalleryRow, isShown: boolean) {
  const address = `/tickets/${ticketId}/attachments/${row.id}`
  return {
    ...{ id: row.id, name: row.name, isShown, icon: iconOf(row.mime), version: row.version },
    href: `/tickets/${ticketId}/files/${row.id}`,
    thumbnail: row.thumbnail_key ? `${address}/thumbnail` : null,
    screen: row.screen_key ? `${address}/screen` : null,
  }
}

/** Where on the ticket a file stands. */
function placeOf(ticketId: number, row: GalleryRow) {
  const ticket = `/tickets/${ticketId}`
  if (row.deliverable_id) {
    const href = `${ticket}/deliverables/${row.deliverable_id}?version=${row.version}`
    return { key: 'deliverable', href, values: { name: row.deliverable, version: row.version } }
  }
  if (row.comment_id)
    return { key: 'comment', href: `${ticket}#comment-${row.comment_id}`, values: {} }
  return { key: 'brief', href: ticket, values: {} }
}

async function readOf(file: Attachment, kind: ViewKind) {
  if (kind !== 'text' && kind !== 'table') return null
  const { text, isCut } = await outsideLane(() => readText(file.driveKey))
  if (kind === 'text') return { text, isCut }
  const table = readTable(text, file.mime === 'text/tab-separated-values')
  return { ...table, isCut: isCut || table.isCut }
}
