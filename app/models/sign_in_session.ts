import { SessionSchema } from '#database/schema'

/** One signed-in browser. The cookie carries a token of which only the SHA-256 stands here. */
export default class SignInSession extends SessionSchema {
  static table = 'sessions'
}
