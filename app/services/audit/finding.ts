/** What is wrong with the audit; the words stand in audit.json under `findings`. */
export type FindingKind =
  | 'changed'
  | 'removed'
  | 'seal_changed'
  | 'seal_removed'
  | 'gap'
  | 'last_changed'
  | 'inserted'
  | 'foreign'
  | 'unsealed'
  | 'truncated'
  | 'rewritten'
  | 'head_unknown'
  | 'trigger'
  | 'grant'

export interface Finding {
  kind: FindingKind
  /** The audit event that it is about. */
  event?: number
  /** How many events or seals. */
  count?: number
  /** A table, a hash or a time that the sentence names. */
  name?: string
}

export interface AuditVerdict {
  /** Seals there are. */
  sealed: number
  /** Events whose seal was computed again and holds. */
  held: number
  /** Events without a seal. */
  unsealed: number
  /** SHA-256 of the newest seal in hexadecimal digits; null in an empty chain. */
  head: string | null
  /** The first findings, at most `MOST_FINDINGS`; none: the audit is whole. */
  findings: Finding[]
}

/** Behind a break everything else would only repeat it. */
export const MOST_FINDINGS = 20
