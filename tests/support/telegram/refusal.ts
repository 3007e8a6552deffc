/** A call that the Bot API answers with `ok: false`. */
export class ApiRefusal extends Error {
  constructor(
    readonly code: number,
    readonly description: string,
    readonly parameters?: { retry_after?: number; migrate_to_chat_id?: number }
  ) {
    super(description)
  }
}

/** @throws 400 in the words of the real server */
export function bad(description: string): never {
  throw new ApiRefusal(400, `Bad Request: ${description}`)
}
