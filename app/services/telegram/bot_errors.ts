/** The Bot API said no. Holds its own words and nothing of what was sent. */
export class BotRefusal extends Error {
  override name = 'BotRefusal'

  constructor(
    readonly method: string,
    readonly code: number,
    /** The words of the Bot API. */
    readonly description: string,
    /** Seconds until it may be asked again (429). */
    readonly retryAfter: number | null = null,
    /** The new number of a group that became a supergroup. */
    readonly migratedTo: string | null = null
  ) {
    super(`${method}: ${code} ${description}`)
  }
}

/** The Bot API gave no answer: refused, cut off, too slow, or something else answered in its place. */
export class BotUnreachable extends Error {
  override name = 'BotUnreachable'

  constructor(
    readonly method: string,
    /** A few words about why, without the address. */
    readonly reason: string
  ) {
    super(`${method}: ${reason}`)
  }
}
