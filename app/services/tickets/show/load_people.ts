import User from '#models/user'

/** A person as the page shows him. */
export interface ShownPerson {
  id: number
  username: string
  fullName: string
  firstName: string
  initials: string
  tone: string
  department: string
  departmentId: number
  role: string
  isActive: boolean
}

export interface People {
  byId: Map<number, ShownPerson>
  byUsername: Map<string, ShownPerson>
}

/** Everybody whom a page names, by id or by a mention, in one query. */
export async function loadPeople(
  ids: (number | null | undefined)[],
  usernames: string[] = []
): Promise<People> {
  const wanted = [...new Set(ids.filter((id): id is number => typeof id === 'number'))]
  const rows = await User.query()
    .join('departments', 'departments.id', 'users.department_id')
    .where((any) => {
      any.whereIn('users.id', wanted)
      if (usernames.length > 0) any.orWhereIn('users.username', usernames)
    })
    .select('users.*', 'departments.name as department_name')
  const shown = rows.map((user) => shownPerson(user, user.$extras.department_name))
  return {
    byId: new Map(shown.map((person) => [person.id, person])),
    byUsername: new Map(shown.map((person) => [person.username.toLowerCase(), person])),
  }
}

/** A person as the ticket page shows him, with the name of his department. */
function shownPerson(user: User, department: string): ShownPerson {
  return {
    id: user.id,
    username: user.username,
    fullName: user.fullName,
    firstName: user.firstName || user.fullName,
    initials: user.initials,
    tone: user.tone,
    department,
    departmentId: user.departmentId,
    role: user.role,
    isActive: user.isActive,
  }
}
