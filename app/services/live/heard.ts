import type { Announcement } from '#services/live/announce'

/** What is known about a changed ticket besides its number. */
export interface ChangedTicket {
  /** Statuses it has left. */
  from: Set<string>
  /** People who were on it before. */
  was: Set<number>
  /** Only its notes changed. */
  isNote: boolean
}

/** Announcements of a moment, put together: a ticket that changed ten times is told once. */
export class Heard {
  readonly tickets = new Map<number, ChangedTicket>()
  readonly people = new Set<number>()
  readonly ended = new Set<number>()
  readonly looking = new Set<number>()

  get isEmpty(): boolean {
    return this.tickets.size + this.people.size + this.ended.size + this.looking.size === 0
  }

  add(said: Announcement): void {
    for (const id of [...numbers([said.ticket]), ...numbers(said.tickets)]) {
      const changed = this.tickets.get(id) ?? { from: new Set(), was: new Set(), isNote: true }
      changed.isNote &&= said.note === true
      if (typeof said.from === 'string') changed.from.add(said.from)
      for (const person of numbers(said.was)) changed.was.add(person)
      this.tickets.set(id, changed)
    }
    for (const id of numbers(said.people)) this.people.add(id)
    for (const id of numbers(said.ended)) this.ended.add(id)
    for (const id of numbers(said.looking)) this.looking.add(id)
  }

  /** Takes up what could not be told before. */
  addAll(earlier: Heard): void {
    for (const [id, { from, was, isNote }] of earlier.tickets) {
      const told = { ticket: id, note: isNote }
      this.add({ ...told, was: [...was] })
      for (const status of from) this.add({ ...told, from: status })
    }
    const { people, ended, looking } = earlier
    this.add({ people: [...people], ended: [...ended], looking: [...looking] })
  }
}

/**
 * Reads a payload of the channel.
 * @returns null for what is none of ours
 */
export function readAnnouncement(payload: string | undefined): Announcement | null {
  try {
    const said: unknown = JSON.parse(payload ?? '')
    return said && typeof said === 'object' && !Array.isArray(said) ? said : null
  } catch {
    return null
  }
}

function numbers(given: unknown): number[] {
  return Array.isArray(given) ? given.filter((one) => Number.isSafeInteger(one)) : []
}
