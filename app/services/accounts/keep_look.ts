import User from '#models/user'

/** How a person wants his pages: colours, and the list of tickets as rows or cards. */
export type Look = Partial<Pick<User, 'theme' | 'listView' | 'pageSize'>>

/**
 * Remembers it. The version that admins' pages compare stays as it is: nothing they manage has changed.
 * @param look at least one setting; what is not named stays
 */
export async function keepLook(user: User, look: Look): Promise<void> {
  await User.query().where('id', user.id).update(look)
}
