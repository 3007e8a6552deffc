import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { eachOnItsOwn } from '#services/tickets/each_on_its_own'
import { preparePurge } from '#services/trash/prepare_purge'
import { purgeTicket } from '#services/trash/purge_ticket'
import { addressOfChosen, readChosen } from '#services/trash/read_chosen'
import { sayOutcome } from '#services/trash/say_outcome'
import { flashToast, flashToasts } from '#services/words/flash_toast'
import { chosenPurgeValidator, chosenValidator } from '#validators/trash'

export default class PurgesController {
  /** Names what would go for good. */
  async create(ctx: HttpContext) {
    const form = await readChosen(ctx, chosenValidator)
    if (!form) return leadBack(ctx)
    const purge = await preparePurge(form.tickets, ctx.i18n.locale)
    ctx.response.header('cache-control', 'no-store')
    return ctx.view.render('pages/trash/purges/create', { ...purge, back: form.back ?? '/trash' })
  }

  /** Purges them once that was confirmed, each on its own. */
  async store(ctx: HttpContext) {
    const form = await readChosen(ctx, chosenPurgeValidator)
    if (!form) return leadBack(ctx)
    if (!form.confirmed) {
      return ctx.response.status(303).redirect(addressOfChosen('/trash/purge', form))
    }
    const actor = actorOf(ctx)
    const outcome = await eachOnItsOwn(form.tickets, actor, (id) => purgeTicket(id, actor))
    flashToasts(ctx, sayOutcome(outcome, ctx.i18n, { key: 'trash.purge.done' }))
    return ctx.response.status(303).redirect(form.back ?? '/trash')
  }
}

function leadBack(ctx: HttpContext) {
  flashToast(ctx, 'trash.none_chosen')
  return ctx.response.status(303).redirect('/trash')
}
