import { Invalid } from '#exceptions/refusals'

const FIELDS: Record<string, string> = {
  users_username_key: 'username',
  users_email_key: 'email',
}

/**
 * Runs a write of an account; a name or address that somebody else has becomes a sentence at its field.
 * @throws Invalid 422 at `username` or `email`
 */
export async function refuseTakenName<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    const field = code === '23505' && constraint ? FIELDS[constraint] : undefined
    if (field) throw new Invalid(field, `account.${field}_taken`)
    throw error
  }
}
