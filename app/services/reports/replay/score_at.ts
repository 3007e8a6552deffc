import type { Story } from '#services/reports/replay/story'

/** The rating of a ticket at a moment: the present one, taken back by the changes that came later. */
export function scoreAt({ facts, told }: Story, until: number): number | null {
  const rated = told.filter(({ action }) => action === 'rated')
  if (!rated.some(({ at }) => at < until)) return null
  const later = rated.find(({ at, rating }) => at >= until && rating)
  return later ? Number(later.rating!.before) : facts.score
}
