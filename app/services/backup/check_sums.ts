import { BackupTrouble } from '#services/backup/backup_trouble'
import { compareLines } from '#services/backup/compare_lines'
import { MANIFEST, type Head, type Line, type Manifest } from '#services/backup/format'

interface Found {
  head: Head
  entries: number
  indexes: Line[]
  rows: Map<string, number>
  files: { count: number; bytes: number }
}

/**
 * Holds what was found against the manifest.
 * @throws BackupTrouble that names an index or the manifest
 */
export function checkSums(manifest: Manifest, found: Found): void {
  if (!Array.isArray(manifest?.indexes)) throw new BackupTrouble('sums', { name: MANIFEST })
  compareLines(found.indexes, manifest.indexes)
  const { entries, tables, files } = manifest
  const isWhole =
    entries === found.entries &&
    files?.count === found.files.count &&
    files?.bytes === found.files.bytes &&
    Array.isArray(manifest.missing)
  if (!isWhole) throw new BackupTrouble('sums', { name: MANIFEST })
  for (const { name } of found.head.tables) {
    if (tables?.[name] !== (found.rows.get(name) ?? 0)) {
      throw new BackupTrouble('sums', { name: `tables/${name}` })
    }
  }
}
