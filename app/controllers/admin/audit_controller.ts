import type { HttpContext } from '@adonisjs/core/http'
import { KINDS_OF_AUDIT } from '#services/audit/audit_kinds'
import { showAudit } from '#services/audit/show_audit'
import { addressWith } from '#services/lists/address_with'
import { asTyped } from '#services/lists/as_typed'
import { readFilter } from '#services/lists/read_filter'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { timeWords } from '#services/words/time_words'
import { zoneOf } from '#services/words/zone_of'
import { auditFilterValidator } from '#validators/audit'

const FILTERS = ['kind', 'actor', 'subject', 'q', 'from', 'to'] as const

export default class AuditController {
  async index(ctx: HttpContext) {
    return answerForm(
      ctx,
      async () => {
        const { before, after, ...form } = await readFilter(ctx, auditFilterValidator)
        const times = timeWords(zoneOf(ctx.auth.getUserOrFail()), ctx.i18n)
        const shown = await showAudit(form, { before, after }, { times, i18n: ctx.i18n })
        return this.#page(ctx, { form, errors: {} }, shown)
      },
      (typed) => this.#page(ctx, typed, null)
    )
  }

  #page(
    { view, i18n }: HttpContext,
    { form, errors }: TypedForm,
    shown: Awaited<ReturnType<typeof showAudit>> | null
  ) {
    const chosen = asTyped(form, FILTERS)
    return view.render('pages/admin/audit/index', {
      ...(shown ?? { days: [], chain: null }),
      form: chosen,
      errors,
      isNarrowed: Object.values(chosen).some(Boolean),
      kinds: KINDS_OF_AUDIT.map((value) => ({ value, label: i18n.t(`audit.kinds.${value}`) })),
      address: (change: object) => addressWith('/admin/audit', { ...chosen, ...change }),
    })
  }
}
