import logger from '@adonisjs/core/services/logger'
import { NotFound } from '#exceptions/refusals'
import type { BlobStore } from '#services/files/disks/blob_store'
import { isMissing } from '#services/files/disks/is_missing'
import { Silence, isOfWaiting } from '#services/files/disks/silence'
import { StorageAway, reasonOf } from '#services/files/disks/storage_away'

const PAUSE = 5_000

/**
 * A store that is loaded with the first question. Whatever it says that is not plainly "there is none" becomes
 * `StorageAway`.
 */
export class AskedStore {
  #store: Promise<BlobStore> | undefined
  #silence: Silence

  /** @param pause milliseconds in which a store that fell silent is left alone */
  constructor(
    readonly load: () => Promise<BlobStore>,
    pause = PAUSE
  ) {
    this.#silence = new Silence(pause)
  }

  /** @throws NotFound, StorageAway */
  async ask<Result>(work: (store: BlobStore) => Promise<Result>): Promise<Result> {
    if (!this.#silence.mayAsk()) throw new StorageAway({ cause: this.#silence.cause })
    try {
      const result = await work(await this.#load())
      this.#silence.end()
      return result
    } catch (error) {
      if (isOfWaiting(error)) this.#silence.begin(error)
      else this.#silence.end()
      if (isMissing(error)) throw new NotFound()
      logger.warn({ reason: reasonOf(error) }, 'files cannot be reached')
      throw new StorageAway({ cause: error })
    }
  }

  /** What failed once, as where no more files could be opened, is tried again with the next question. */
  #load(): Promise<BlobStore> {
    this.#store ??= this.load().catch((error) => {
      this.#store = undefined
      throw error
    })
    return this.#store
  }
}
