/**
 * A backup is one tar file (ustar) with a footer behind it:
 *
 *   countersign.json         what it is (Head); a reader knows from it alone whether it can go on
 *   tables/<table>/000001    rows as COPY writes them, at most 4 MB each, zstd
 *   files/<key>              a stored file
 *   index/000001.json        names, sizes and hashes of the entries before it
 *   manifest.json            hashes of the indexes and the sums (Manifest)
 *   footer                   length, seal (HMAC with a key made from APP_KEY) and SHA-256 of every byte before it
 *
 * The version goes up when a reader of the version before would go wrong.
 */
export const FORMAT = 1

export const HEAD = 'countersign.json'
export const MANIFEST = 'manifest.json'

/** Bytes of rows in one entry, before compression. */
export const PART = 4 * 1024 * 1024
/** Entries that one index describes. */
export const GROUP = 2_000
/** No entry that is read as a whole is larger. */
export const MOST_WHOLE = 32 * 1024 * 1024

/** One column that the database counts up by itself. */
export interface Sequence {
  table: string
  column: string
  /** The last number that was given out; null when none was. */
  last: string | null
}

export interface Head {
  format: number
  product: 'countersign'
  version: string
  takenAt: string
  organisation: string | null
  postgres: string
  /** Names in adonis_schema, in their order. */
  migrations: string[]
  tables: { name: string; columns: string[] }[]
  sequences: Sequence[]
  /** The end of the audit's chain. */
  audit: { position: number; hash: string } | null
  /** Tells whether a key is the one of that installation, and nothing else about it. */
  key: { salt: string; check: string }
}

export interface Line {
  name: string
  bytes: number
  sha256: string
  /** Of rows: how many end in this part, and their bytes before compression. */
  rows?: number
  raw?: number
}

/** A file that a row speaks of and that could not be copied. */
export interface Missing {
  key: string
  why: 'removed' | 'lost' | 'damaged'
}

export interface Manifest {
  format: number
  entries: number
  indexes: Line[]
  tables: Record<string, number>
  files: { count: number; bytes: number }
  /** The first thousand; `missingCount` has the rest. */
  missing: Missing[]
  missingCount: number
}

/** Where a backup may put a file back; anything else in a name is refused. */
const KEY = /^attachments(\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){1,3}$/
const TABLE = /^[a-z][a-z0-9_]{0,62}$/

export function isKey(key: string): boolean {
  return KEY.test(key) && Buffer.byteLength(`files/${key}`) <= 100
}

export type EntryName =
  | { kind: 'head' | 'manifest' | 'index' }
  | { kind: 'rows'; table: string; part: number }
  | { kind: 'file'; key: string }

/** What an entry of this name is; null for a name that no backup has. */
export function parseName(name: string): EntryName | null {
  if (name === HEAD) return { kind: 'head' }
  if (name === MANIFEST) return { kind: 'manifest' }
  const [place, ...rest] = name.split('/')
  if (place === 'index' && /^\d{6}\.json$/.test(rest[0]) && rest.length === 1) {
    return { kind: 'index' }
  }
  if (place === 'tables' && rest.length === 2 && TABLE.test(rest[0]) && /^\d{6}$/.test(rest[1])) {
    return { kind: 'rows', table: rest[0], part: Number(rest[1]) }
  }
  const key = rest.join('/')
  return place === 'files' && isKey(key) ? { kind: 'file', key } : null
}

export const numbered = (part: number) => String(part).padStart(6, '0')
