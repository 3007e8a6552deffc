import type User from '#models/user'

export interface AccountLink {
  href: string
  until: Date
}

/**
 * A one-time link for an account mail, made at the moment of sending.
 * @returns null when it is no longer wanted (the new address was taken back)
 */
export async function accountLink(
  kind: 'password_reset' | 'email_change',
  _reader: User
): Promise<AccountLink | null> {
  throw new Error(`No link can be made for ${kind} yet.`)
}
