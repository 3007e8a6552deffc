import { Exception } from '@adonisjs/core/exceptions'
import i18nManager from '@adonisjs/i18n/services/main'
import type { BriefErrors } from '#services/tickets/brief'

/** 422: the brief breaks rules of its request type; carries one sentence for each field. */
export class InvalidBrief extends Exception {
  static status = 422
  static code = 'E_INVALID_BRIEF'

  constructor(readonly errors: BriefErrors) {
    super('The brief breaks rules of its request type')
  }

  /** Field → sentence, in the person's language. */
  messages(locale = 'en'): Record<string, string> {
    const i18n = i18nManager.locale(locale)
    return Object.fromEntries(
      Object.entries(this.errors).map(([field, { key, params }]) => [
        field,
        i18n.t(`refusals.brief.${key}`, params),
      ])
    )
  }
}
