import { Invalid } from '#exceptions/refusals'
import { COMMON_PASSWORDS, COMMON_WORDS } from '#services/accounts/common_passwords'

/** Who the password is for; it must not be the username or the mail. */
export interface PasswordOwner {
  username: string
  email: string
}

/**
 * Refuses a password that is common, a name of its owner, or a run of keys; its length is the validator's business.
 * @throws Invalid 422 at `password`
 */
export function refusePoorPassword(password: string, { username, email }: PasswordOwner): void {
  const plain = password.toLowerCase()
  const core = plain.replaceAll(/^[^a-z]+|[^a-z]+$/g, '')
  const own = [username, email, email.split('@')[0]].map((name) => name.toLowerCase())
  if (own.includes(plain) || own.includes(core)) throw new Invalid('password', 'password.own_name')
  const isCommon = COMMON_PASSWORDS.has(plain) || COMMON_WORDS.has(core) || isRun(plain)
  if (isCommon) throw new Invalid('password', 'password.common')
}

/** One or two characters repeated, or characters that follow each other: aaaaaaaaaa, 1212121212, 0123456789. */
function isRun(text: string): boolean {
  if (new Set(text).size <= 2) return true
  const codes = [...text].map((letter) => letter.codePointAt(0)!)
  const steps = codes.slice(1).map((code, at) => code - codes[at])
  return steps.every((step) => step === steps[0])
}
