import type { GalleryRow } from '#services/files/gallery/list_gallery'
import { cleanName, freeName } from '#services/files/clean_name'

/** How the folders of an archive are called. */
export interface ZipFolders {
  brief: string
  deliverables: string
  comments: string
}

/** Names that Windows keeps for itself, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/**
 * Says where files stand in an archive: those of the brief and of the talk in a folder each, deliverables in one by name, with
 * the version before the name. Never two the same, also where letters of either size are one.
 */
export function namesInZip(rows: GalleryRow[], folders: ZipFolders): string[] {
  const taken = new Set<string>()
  // Of this set only `has` is asked, by the names as they are.
  const has = (name: string) => taken.has(name.toLowerCase())
  const deliverables = new Map<number, string>()
  return rows.map((row) => {
    const folder = folderOf(row, folders, deliverables)
    const version = row.version ? `v${row.version} ` : ''
    const wished = `${folder}/${version}${plain(row.name)}`
    const name = freeName(wished, { has } as ReadonlySet<string>)
    taken.add(name.toLowerCase())
    return name
  })
}

function folderOf(row: GalleryRow, folders: ZipFolders, deliverables: Map<number, string>): string {
  if (!row.deliverable_id) return row.comment_id ? folders.comments : folders.brief
  const known = deliverables.get(row.deliverable_id)
  if (known) return known
  const others = new Set([...deliverables.values()].map((one) => one.toLowerCase()))
  const wished = `${folders.deliverables}/${plain(row.deliverable ?? '')}`
  let folder = wished
  for (let count = 2; others.has(folder.toLowerCase()); count += 1) folder = `${wished} (${count})`
  deliverables.set(row.deliverable_id, folder)
  return folder
}

/** A name that every system can write. */
function plain(name: string): string {
  return cleanName(name).replace(RESERVED, '_$1')
}
