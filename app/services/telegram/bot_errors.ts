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

  /** The person blocked the bot or deleted the account, or the bot was thrown out of the group. */
  get isBlocked(): boolean {
    return this.code === 403
  }

  /** An edit that would change nothing: the message is as it should be. */
  get isUnchanged(): boolean {
    return this.code === 400 && this.description.includes('message is not modified')
  }

  /** The message or chat does not exist (any more). */
  get isGone(): boolean {
    return (
      this.code === 400 &&
      /message to edit not found|message can't be edited|chat not found/.test(this.description)
    )
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
