import { buildAssetSet } from './build_asset_set.js'
import { compressAsset } from './compress_asset.js'
import { newestChange } from './newest_change.js'
import type { AssetPlaces, AssetSet } from './types.js'

/** How long a development shelf trusts its last look at the sources, in milliseconds. */
const TRUST = 250

/** Holds the current set of a process. Built on first use; with `watch` rebuilt when a source changed. */
export class AssetShelf {
  #set: AssetSet | null = null
  #lookedAt = 0
  #changedAt = 0

  constructor(
    readonly places: AssetPlaces,
    readonly watch: boolean
  ) {}

  /** The current set. Throws what building throws. */
  get current(): AssetSet {
    const stale = this.watch && this.#sourcesChanged()
    if (!this.#set || stale) this.#set = buildAssetSet(this.places)
    return this.#set
  }

  /** Starts compressing every file, so that the first visitor finds the work done. Failures wait for their asker. */
  warm(): void {
    for (const asset of this.current.files.values()) {
      if (asset.isLate) continue
      for (const encoding of ['br', 'gzip'] as const) {
        compressAsset(asset, encoding, this.places.cache).catch(() => {})
      }
    }
  }

  #sourcesChanged(): boolean {
    if (Date.now() - this.#lookedAt < TRUST) return false
    const before = this.#changedAt
    this.#lookedAt = Date.now()
    this.#changedAt = newestChange(this.places.root)
    return this.#changedAt !== before
  }
}
