import type { I18n } from '@adonisjs/i18n'
import type Activity from '#models/activity'
import type Ticket from '#models/ticket'
import { describeActivity, type Words } from '#services/activity/describe_activity'
import { statusMoveOf } from '#services/activity/status_move_of'
import { withWords } from '#services/activity/with_words'
import type { LeftOut } from '#services/tickets/rollback/left_out'
import type { RollbackPlan } from '#services/tickets/rollback/plan_rollback'
import type { Past } from '#services/tickets/rollback/read_past'
import { sayWhatFollows } from '#services/tickets/rollback/say_what_follows'
import { diffTexts } from '#services/words/diff_texts'

type Names = Map<number, string>

/** A point of the history in words: who did what, and when. */
export function sayPoint(past: Past, names: Names, words: Words) {
  const said = describe(past, { changes: [], details: past.details as any }, names, words)
  return {
    activityId: past.activityId,
    actor: said.actor,
    text: said.text,
    at: words.times.moment(past.at),
    exact: `${words.times.exact(past.at)} (${words.times.zone})`,
    iso: said.at,
  }
}

/** What a planned rollback would do, in words. */
export function describeRollback(ticket: Ticket, plan: RollbackPlan, names: Names, words: Words) {
  const { i18n } = words
  const { past, changes, landing } = plan
  const move = statusMoveOf(
    ticket.workflow,
    { action: 'rolled_back', fromStatus: ticket.status, toStatus: landing.status },
    i18n
  )
  const said = describe(past, { changes, details: {} }, names, words).changes
  return {
    refusal: plan.refusal && i18n.t(`refusals.rollback.${plan.refusal}`),
    isNothing: plan.isNothing,
    move: plan.refusal ? null : move,
    changes: inFull(withWords(said, changes), plan),
    leftOut: plan.leftOut.map((one) => sayLeftOut(one, i18n)),
    follows: plan.refusal || plan.isNothing ? [] : sayWhatFollows(ticket, plan, names, words),
  }
}

/** Texts are compared as a whole here; an activity keeps their beginning alone. */
function inFull(said: ReturnType<typeof withWords>, { brief, changes }: RollbackPlan) {
  return said.map((change, index) => {
    const { field } = changes[index]
    if (field !== 'title' && field !== 'description') return change
    const [before, after] = [brief.before[field], brief.after[field]]
    return { ...change, parts: before && after ? diffTexts(before, after) : null }
  })
}

function sayLeftOut({ field, name, why }: LeftOut, i18n: I18n) {
  const own = `rollback.what.${field}`
  const label = i18n.t(['confirmation'].includes(field) ? own : `activity.fields.${field}`)
  return { label, text: i18n.t(`rollback.left_out.${why}`, { name: name ?? '' }) }
}

function describe(
  past: Past,
  shown: Pick<Activity, 'changes' | 'details'>,
  names: Names,
  words: Words
) {
  const { activityId: id, actorId, action, at: createdAt } = past
  const activity = { id, actorId, action, channel: 'web' as const, createdAt, ...shown }
  return describeActivity(activity, names.get(actorId ?? 0) ?? null, words)
}
