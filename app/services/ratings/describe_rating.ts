import type { Words } from '#services/activity/describe_activity'
import { SCORES } from '#services/ratings/rating_rules'
import type { ShownRating } from '#services/ratings/load_rating'
import { renderText } from '#services/words/render_text'

/** One of the scores that a form offers. */
export interface OfferedScore {
  value: number
  label: string
  stars: number[]
}

/** The scores of a form, each with its word. */
export function offeredScores({ i18n }: Pick<Words, 'i18n'>): OfferedScore[] {
  return SCORES.map((value) => ({
    value,
    label: i18n.t(`ratings.score.${value}`),
    stars: SCORES.filter((star) => star <= value),
  }))
}

/** Puts a rating into words for the ticket page. */
export function describeRating(rating: ShownRating | null, words: Words) {
  if (!rating) return null
  const { i18n, times } = words
  const { score, comment, ratedAt, openUntil } = rating
  const word = score === null ? '' : i18n.t(`ratings.score.${score}`).toLowerCase()
  return {
    score,
    /** The viewer is asked, and has not answered yet. */
    isAsked: score === null && openUntil !== null,
    stars: SCORES.map((star) => score !== null && star <= score),
    said: score === null ? null : i18n.t('ratings.said', { score, word }),
    at: ratedAt ? times.moment(ratedAt) : '',
    exact: ratedAt ? times.exact(ratedAt) : '',
    comment,
    html: comment ? renderText(comment, new Map()) : '',
    scores: openUntil ? offeredScores(words) : null,
    until: openUntil ? times.moment(openUntil) : '',
  }
}
