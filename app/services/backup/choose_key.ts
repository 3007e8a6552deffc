import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Secret } from '@adonisjs/core/helpers'
import env from '#start/env'
import { BackupTrouble } from '#services/backup/backup_trouble'
import type { Head } from '#services/backup/format'
import { isKeyOf } from '#services/backup/key_of_backup'

export interface KeyOptions {
  /** Path of a file that holds the key. */
  keyFile?: string
  /** Goes on with the present key although it is another one. */
  newKey?: boolean
  /** Asks the person at the terminal, if there is one. */
  ask?: () => Promise<string>
}

export interface ChosenKey {
  /** The key of the installation that the backup was made in; null when nobody has it. */
  key: string | null
  /** Keeps it as the key of this installation. */
  keep: () => Promise<void>
}

/**
 * Finds the key that belongs to a backup: the present one, that of a file, or what somebody types.
 * @throws BackupTrouble that says what hangs on it, when there is none and nobody wants to go on without
 */
export async function chooseKey(head: Head, options: KeyOptions): Promise<ChosenKey> {
  const present = env.get('APP_KEY').release()
  if (isKeyOf(head, present)) return { key: present, keep: async () => {} }
  const given = await givenKey(options)
  if (given !== null) {
    if (!isKeyOf(head, given)) throw new BackupTrouble('wrong_key')
    const path = join(env.get('DATA_DIR'), 'app.key')
    const kept = await readKey(path)
    if (kept !== present) throw new BackupTrouble('key_in_environment')
    return { key: given, keep: () => writeKey(path, given) }
  }
  if (!options.newKey) throw new BackupTrouble('other_key')
  return { key: null, keep: async () => {} }
}

async function givenKey({ keyFile, newKey, ask }: KeyOptions): Promise<string | null> {
  if (keyFile) {
    const key = await readKey(keyFile)
    if (key === null) throw new BackupTrouble('no_file', { path: keyFile })
    return key
  }
  if (newKey || !ask) return null
  const typed = await ask()
  return typed.trim() || null
}

async function readKey(path: string): Promise<string | null> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => null
  )
}

async function writeKey(path: string, key: string) {
  const aside = `${path}.${process.pid}`
  await writeFile(aside, `${key}\n`, { mode: 0o600, flush: true })
  await rename(aside, path)
  // What follows in this process signs with it already.
  env.set('APP_KEY', new Secret(key))
}
