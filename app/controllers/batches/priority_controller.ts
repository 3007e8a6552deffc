import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { eachOnItsOwn } from '#services/tickets/each_on_its_own'
import { setPriority } from '#services/tickets/set_priority'
import { answerChosen } from '#services/trash/answer_chosen'
import { readChosen } from '#services/trash/read_chosen'
import { sayOutcome } from '#services/trash/say_outcome'
import { chosenPriorityValidator } from '#validators/trash'

export default class PriorityController {
  /** Gives the chosen tickets one priority. */
  async update(ctx: HttpContext) {
    const { i18n } = ctx
    const form = await readChosen(ctx, chosenPriorityValidator)
    if (!form) return answerChosen(ctx, [{ text: i18n.t('trash.none_chosen'), tone: 'stop' }])
    const actor = actorOf(ctx)
    const { priority } = form
    const outcome = await eachOnItsOwn(form.tickets, actor, (id) =>
      setPriority(id, { priority }, actor)
    )
    const params = { priority: i18n.t(`workflow.priority.${priority}`).toLowerCase() }
    const toasts = sayOutcome(outcome, i18n, { key: 'trash.priority_set', params })
    return answerChosen(ctx, toasts, form.back)
  }
}
