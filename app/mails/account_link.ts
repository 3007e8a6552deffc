import { mintEmailChangeToken, mintResetToken } from '#services/accounts/single_use_tokens'

export interface AccountLink {
  href: string
  until: Date
  /** Where the mail goes when it is not the account's address. */
  address: string | null
}

/**
 * A one-time link for an account mail, made at the moment of sending.
 * @returns null when it is no longer wanted (the new address was taken back)
 */
export async function accountLink(
  kind: 'password_reset' | 'email_change',
  userId: number
): Promise<AccountLink | null> {
  if (kind === 'password_reset') {
    const minted = await mintResetToken(userId)
    return minted && { href: minted.url, until: minted.expiresAt, address: null }
  }
  const minted = await mintEmailChangeToken(userId)
  return minted && { href: minted.url, until: minted.expiresAt, address: minted.address }
}
