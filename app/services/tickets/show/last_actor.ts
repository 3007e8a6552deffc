import type { ShownTicket } from '#services/tickets/show/shown_ticket'

/** Who was the last to do or say something that this viewer may know. */
export function lastActor({ timeline, talk, people }: ShownTicket): string | null {
  const deed = timeline.activities[0]
  const word = talk.comments.at(-1)
  const isWord = word && (!deed || word.createdAt > deed.createdAt)
  return people.byId.get((isWord ? word.userId : deed?.actorId) ?? 0)?.fullName ?? null
}
