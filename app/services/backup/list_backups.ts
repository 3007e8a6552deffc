import { basename } from 'node:path'
import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import type { BackupRow } from '#services/backup/backup_row'
import { troubleWords } from '#services/backup/backup_trouble'
import { isAmongOthers } from '#services/backup/default_path'
import { isThere, liesHere } from '#services/backup/lies_here'
import { readSettings } from '#services/settings/read_settings'
import { sizeOf } from '#services/words/size_of'

const SHOWN = 50

type Row = BackupRow & { first_name: string | null; last_name: string | null }

/** The newest backups as admins see them, and the schedule. */
export async function listBackups(i18n: I18n) {
  const rows: Row[] = await db
    .from('backups as b')
    .leftJoin('users as u', 'u.id', 'b.asked_by')
    .whereNot('b.state', 'removed')
    .orderBy([
      { column: 'b.asked_at', order: 'desc' },
      { column: 'b.id', order: 'desc' },
    ])
    .limit(SHOWN)
    .select('b.*', 'u.first_name', 'u.last_name')
  const shown = await Promise.all(rows.map((row) => describe(row, i18n)))
  return {
    rows: shown,
    isOpen: rows.some(({ state }) => state === 'waiting' || state === 'running'),
    settings: await readSettings(),
    zone: env.get('TIME_ZONE'),
  }
}

async function describe(row: Row, i18n: I18n) {
  const isHere = await liesHere(row)
  const isGone = isHere && row.path !== null && !(await isThere(row.path))
  const state = row.state === 'good' && isGone ? 'away' : row.state
  const name = [row.first_name, row.last_name].filter(Boolean).join(' ')
  return {
    id: row.id,
    state,
    when: row.began_at ?? row.asked_at,
    kind: i18n.t(`backups.kinds.${row.kind}`, { name }),
    size: row.bytes === null ? '' : sizeOf(row.bytes, i18n.locale).replace(' ', '\u00A0'),
    name: row.path && basename(row.path),
    host: row.host && !isHere ? row.host : null,
    missing: row.missing,
    error: row.error && troubleWords(row.error.key, row.error.params, i18n.locale),
    mayDownload: state === 'good' && isHere && isAmongOthers(row.path!),
  }
}
