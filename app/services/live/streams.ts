import type { LiveStream } from '#services/live/live_stream'

/** Streams of one session: a browser needs one; one without a shared worker may have one for each tab. */
export const MOST_A_SESSION = 8

/** Streams of one person in a process, with all his browsers: nobody takes the places of the others. */
export const MOST_A_PERSON = 40

/** Streams of one web process; each costs some kilobytes. */
export const MOST_A_PROCESS = 2_500

/** The open streams of this process. */
export class Streams {
  readonly byUser = new Map<number, Set<LiveStream>>()
  readonly #byId = new Map<string, LiveStream>()

  get size(): number {
    return this.#byId.size
  }

  [Symbol.iterator](): IterableIterator<LiveStream> {
    return this.#byId.values()
  }

  find(id: string): LiveStream | undefined {
    return this.#byId.get(id)
  }

  add(stream: LiveStream): void {
    this.#byId.set(stream.id, stream)
    const { userId } = stream.viewer
    const theirs = this.byUser.get(userId) ?? new Set()
    this.byUser.set(userId, theirs.add(stream))
  }

  remove(stream: LiveStream): void {
    this.#byId.delete(stream.id)
    const theirs = this.byUser.get(stream.viewer.userId)
    theirs?.delete(stream)
    if (theirs?.size === 0) this.byUser.delete(stream.viewer.userId)
  }

  /** How many streams a session of this person has open. */
  countOf({ userId, sessionId }: LiveStream['viewer']): number {
    const theirs = this.byUser.get(userId) ?? []
    return [...theirs].filter((stream) => stream.viewer.sessionId === sessionId).length
  }
}
