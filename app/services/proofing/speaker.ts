import type { Actor } from '#services/actor'

/** Somebody without an account who looks at some deliverables by a link. */
export interface Guest {
  id: number
  name: string
  reviewId: number
}

/** Who pins, answers and decides: a person of the desk, or a guest whose rights are those of his link. */
export type Speaker = { by: Actor } | { guest: Guest }

/** Whose words a row holds. */
export function guestOf(speaker: Speaker): Guest | null {
  return 'guest' in speaker ? speaker.guest : null
}
