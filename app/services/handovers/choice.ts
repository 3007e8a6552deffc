/** What becomes of somebody's tickets in one department: another person gets them, its queue, or they stay and are marked. */
export type Choice = number | 'queue' | 'stay'

/** What an admin chose for the open work of a person. */
export interface Choices {
  /** By handling department. */
  work: Map<number, Choice>
  /** The new manager of departments that name the person. */
  posts: Map<number, number>
}

export const NO_CHOICES: Choices = { work: new Map(), posts: new Map() }

/** Both as they come in a form: `{ d12: '7', d3: 'queue' }`. A number alone would be taken for the place in a list. */
export interface ChoicesForm {
  work?: Record<string, string | null>
  posts?: Record<string, string | null>
}

/** Reads what the validator let through; an empty field chooses nothing. */
export function readChoices({ work = {}, posts = {} }: ChoicesForm): Choices {
  return {
    work: new Map(
      entries(work).map(([id, value]) => [
        id,
        value === 'queue' || value === 'stay' ? value : Number(value),
      ])
    ),
    posts: new Map(entries(posts).map(([id, value]) => [id, Number(value)])),
  }
}

function entries(record: Record<string, string | null>): [number, string][] {
  return Object.entries(record)
    .filter(([key, value]) => /^d[1-9]\d{0,8}$/.test(key) && value)
    .map(([key, value]) => [Number(key.slice(1)), value!])
}
