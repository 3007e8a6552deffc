import { findSkipped } from '#services/audit/find_skipped'
import { MOST_FINDINGS, type Finding } from '#services/audit/finding'
import type { SealRow } from '#services/audit/read_seals'
import { sealOf } from '#services/audit/seal_of'

/**
 * Walks the chain seal by seal. Where a seal does not hold, the one after it tells why: it was made from the true seal
 * before it, so whatever it agrees with was not touched.
 */
export class ChainWalk {
  held = 0
  position = 0
  /** The newest stored hash. */
  before: Buffer | null = null
  readonly findings: Finding[] = []
  /** Events without a seal about which a finding speaks already. */
  readonly explained: number[] = []
  #broken: { row: SealRow; computed: Buffer | null; hasGap: boolean } | null = null
  #lastEvent: number | null = null

  /** Looks at the next seal. */
  async take(row: SealRow): Promise<void> {
    const computed = row.sealAfter(this.before)
    if (computed?.equals(row.hash)) {
      if (this.#broken) this.#blame()
      this.held += 1
    } else if (this.#broken) {
      if (this.#sealIsChanged(row)) {
        this.find({ kind: 'seal_changed', event: this.#broken.row.eventId })
        this.#broken = null
        this.held += 1
      } else {
        this.#blame()
        this.#broken = { row, computed, hasGap: false }
      }
    } else if (!(await this.#sealIsMissing(row))) {
      this.#broken = { row, computed, hasGap: row.position > this.position + 1 }
    }
    this.before = row.hash
    this.position = row.position
    if (computed) this.#lastEvent = row.eventId
  }

  /** The chain is over. */
  end(): void {
    if (!this.#broken) return
    const { row } = this.#broken
    this.find({ kind: row.isGone ? 'removed' : 'last_changed', event: row.eventId })
  }

  find(finding: Finding): void {
    if (this.findings.length < MOST_FINDINGS) this.findings.push(finding)
  }

  /** The stored seal agrees with the one after it, so what it stands for was touched. */
  #blame() {
    const { row, hasGap } = this.#broken!
    const kind = row.isGone ? 'removed' : hasGap ? 'gap' : 'changed'
    this.find({ kind, event: row.eventId })
    this.#broken = null
  }

  /** The seal after the broken one was made from what the broken one should be. */
  #sealIsChanged(row: SealRow): boolean {
    const { computed } = this.#broken!
    return computed !== null && (row.sealAfter(computed)?.equals(row.hash) ?? false)
  }

  /** Do events that stand before this one without a seal close the chain again? */
  async #sealIsMissing(row: SealRow): Promise<boolean> {
    const { eventId, isGone } = row
    if (isGone || this.findings.length >= MOST_FINDINGS) return false
    const skipped = await findSkipped(this.#lastEvent, eventId)
    const lists = [skipped, ...skipped.map((one) => [one])].filter((list) => list.length > 0)
    for (const list of lists) {
      const before = list.reduce<Buffer | null>((hash, one) => sealOf(one, hash), this.before)
      if (!row.sealAfter(before)?.equals(row.hash)) continue
      for (const { id } of list) this.find({ kind: 'seal_removed', event: id })
      this.explained.push(...list.map(({ id }) => id))
      this.held += 1
      return true
    }
    return false
  }
}
