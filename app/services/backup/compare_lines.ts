import { BackupTrouble } from '#services/backup/backup_trouble'
import type { Line } from '#services/backup/format'

/**
 * Holds what lies in a backup against what was written into it.
 * @throws BackupTrouble that names the first entry that is missing, added, out of order or damaged
 */
export function compareLines(found: Line[], written: Line[]): void {
  for (let at = 0; at < Math.max(found.length, written.length); at += 1) {
    const [is, was] = [found[at], written[at]]
    if (is?.name !== was?.name) throw new BackupTrouble(...whatIsWrong(found, written, at))
    if (!isSame(is, was)) throw new BackupTrouble('damaged_entry', { name: is.name })
  }
}

function whatIsWrong(found: Line[], written: Line[], at: number): [string, { name: string }] {
  const [is, was] = [found[at]?.name, written[at]?.name]
  const has = (lines: Line[], name: string) => lines.some((line) => line.name === name)
  if (was && !has(found, was)) return ['missing_entry', { name: was }]
  if (is && !has(written, is)) return ['added_entry', { name: is }]
  return ['order', { name: is ?? was }]
}

function isSame(one: Line, other: Line): boolean {
  const facts = ({ name, bytes, sha256, rows, raw }: Line) =>
    JSON.stringify([name, bytes, sha256, rows, raw])
  return facts(one) === facts(other)
}
