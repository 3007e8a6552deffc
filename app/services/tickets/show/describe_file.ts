import type { Words } from '#services/activity/describe_activity'
import type { ShownFile } from '#services/tickets/show/load_files'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { sizeOf } from '#services/words/size_of'

export interface DescribedFile extends ShownFile {
  detail: string
  icon: string
  /** Where its uploader takes it back; files of the brief go by an edit of the brief. */
  removeHref: string | null
}

/** A file of the brief or of the talk, with its facts in words. */
export function describeFile(
  file: ShownFile,
  { ticket, viewer, rights }: ShownTicket,
  { i18n }: Words
): DescribedFile {
  const isOwn = file.kind === 'comment' && file.uploaderId === viewer.id && rights.takePart
  const size = sizeOf(file.bytes, i18n.locale)
  const [kind, format] = file.mime.split('/')
  const what = file.width && file.height ? `${file.width} × ${file.height}` : format?.toUpperCase()
  const icons: Record<string, string> = { image: 'photo', video: 'video', audio: 'music' }
  const icon = icons[kind] ?? (format === 'pdf' ? 'file-type-pdf' : 'file')
  const isShort = what && what.length <= 14
  return {
    ...file,
    icon,
    detail: isShort ? `${what}, ${size}` : size,
    removeHref: isOwn ? `/tickets/${ticket.id}/attachments/${file.id}/remove` : null,
  }
}
