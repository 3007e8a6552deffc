import { LoginAttemptSchema } from '#database/schema'

export default class LoginAttempt extends LoginAttemptSchema {}
