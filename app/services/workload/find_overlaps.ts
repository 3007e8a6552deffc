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

/** Who is planned for two things at the same time; what ends when another one begins does not clash with it. */
export function findOverlaps(planned: Planned[]): Overlap[] {
  const byPerson = new Map<number, Planned[]>()
  for (const one of [...planned].sort((a, b) => a.start - b.start || a.id - b.id)) {
    for (const person of new Set(one.people)) {
      byPerson.set(person, [...(byPerson.get(person) ?? []), one])
    }
  }
  return [...byPerson].flatMap(([personId, all]) =>
    all.flatMap((one, at) => {
      const overlaps: Overlap[] = []
      for (const next of all.slice(at + 1)) {
        if (next.start >= one.end) break
        overlaps.push({ personId, ids: [one.id, next.id] })
      }
      return overlaps
    })
  )
}
