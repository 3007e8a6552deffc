import type User from '#models/user'
import { visit, type Answer, type Fields } from '#tests/support/visitor'

/** One property of what a promise brings. */
export async function pick<Value, Key extends keyof Value>(
  promise: Promise<Value>,
  key: Key
): Promise<Value[Key]> {
  const value = await promise
  return value[key]
}

/** Opens one page as a person. */
export async function getAs(user: User, path: string, headers?: Record<string, string>) {
  const visitor = await visit(user)
  return visitor.get(path, headers)
}

/** Sends one form as a person. */
export async function postAs(
  user: User,
  path: string,
  fields?: Fields,
  headers?: Record<string, string>
): Promise<Answer> {
  const visitor = await visit(user)
  return visitor.post(path, fields, headers)
}
