/** Something planned: when, and who is taken by it. Instants in milliseconds. */
export interface Planned {
  id: number
  start: number
  end: number
  people: number[]
}

export interface Overlap {
  personId: number
  /** The two that one person cannot both be at. */
  ids: [number, number]
}

/** How long something counts that was planned without an end. */
export const WITHOUT_END = 3_600_000

/** As many are found; whoever plans without end for one person gets no more of them told, and takes nobody's memory. */
export const MOST_OVERLAPS = 10_000

/** Who is planned for two things at the same time; what ends when another one begins does not clash with it. */
export function findOverlaps(planned: Planned[]): Overlap[] {
  const byPerson = new Map<number, Planned[]>()
  for (const one of [...planned].sort((a, b) => a.start - b.start || a.id - b.id)) {
    for (const person of new Set(one.people)) {
      const theirs = byPerson.get(person)
      if (theirs) theirs.push(one)
      else byPerson.set(person, [one])
    }
  }
  const overlaps: Overlap[] = []
  for (const [personId, all] of byPerson) {
    for (const [at, one] of all.entries()) {
      for (let next = at + 1; next < all.length && all[next].start < one.end; next += 1) {
        overlaps.push({ personId, ids: [one.id, all[next].id] })
        if (overlaps.length === MOST_OVERLAPS) return overlaps
      }
    }
  }
  return overlaps
}
