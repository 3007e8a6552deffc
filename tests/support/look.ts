import type User from '#models/user'
import { visit, type Answer } from '#tests/support/visitor'

/** Opens a page as a person. */
export async function open(person: User, path: string): Promise<Answer> {
  const visitor = await visit(person)
  return visitor.get(path)
}

/** What a page says to a person. */
export async function look(person: User, path: string): Promise<string> {
  const { text } = await open(person, path)
  return text
}

/** The status of an answer. */
export async function statusOf(answer: Promise<Answer>): Promise<number> {
  const { status } = await answer
  return status
}

/** The words of an answer. */
export async function textOf(answer: Promise<Answer>): Promise<string> {
  const { text } = await answer
  return text
}

/** How many queries an answer took. */
export function queriesOf({ headers }: Answer): number {
  return Number(headers.get('server-timing')!.match(/desc="(\d+) queries"/)![1])
}
