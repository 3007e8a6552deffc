import { workflowsOf } from '#services/activity/activity_kinds'
import { ACTIVITY_PAGE, type ActivitiesAsked } from '#services/activity/activity_question'
import { countVisible } from '#services/activity/visible_tickets'
import { gatherActivities, walkActivities, wasCutShort } from '#services/activity/walk_activities'

/** Of so few tickets all activities are gathered and sorted. */
const FEW = 2_500
/** Of more than so many, gathering takes longer than the longest walk. */
const MANY = 50_000
/** Who sees more than a few tickets comes upon a page of their activities before he has passed so many. */
const BOUND = 20_000
/** Never reached; a bound keeps the planner walking where it would rather sort two tables. */
const BOUNDLESS = 1_000_000_000

/**
 * The ids of one page and one more, in order. Who sees much reads the newest activities until the page is full, and passes
 * few; who sees little would make the database walk past two years of others' doings, so his tickets come first.
 */
export async function findActivities(asked: ActivitiesAsked): Promise<number[]> {
  const { viewer, question } = asked
  if (!canBe(question)) return []
  if (viewer.isAdmin || question.ticket) return idsOf(walkActivities(asked, null))
  const isFew = (await countVisible(viewer, question, FEW + 1)) <= FEW
  if (isFew) return idsOf(gatherActivities(asked))
  const ids = await idsOf(walkActivities(asked, BOUND))
  if (ids.length > (asked.size ?? ACTIVITY_PAGE) || !(await wasCutShort(asked, BOUND))) return ids
  const isMany = (await countVisible(viewer, question, MANY + 1)) > MANY
  return idsOf(isMany ? walkActivities(asked, BOUNDLESS) : gatherActivities(asked))
}

/** False where all activities would be read to find that none is asked for. */
function canBe({ kind, workflow }: ActivitiesAsked['question']): boolean {
  return !workflow || (workflowsOf(kind)?.includes(workflow) ?? true)
}

async function idsOf(query: PromiseLike<{ id: string }[]>): Promise<number[]> {
  const rows = await query
  return rows.map(({ id }) => Number(id))
}
