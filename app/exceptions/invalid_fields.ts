import { Exception } from '@adonisjs/core/exceptions'
import i18nManager from '@adonisjs/i18n/services/main'

/** What is wrong with a field: a key of refusals.json and what its sentence names. */
export interface Fault {
  key: string
  params?: Record<string, string | number>
}

/** 422: several fields of a form break rules; one sentence for each. */
export class InvalidFields extends Exception {
  static status = 422
  static code = 'E_INVALID_FIELDS'

  constructor(readonly faults: Record<string, Fault>) {
    super('Some fields break rules')
  }

  /** Field → sentence, in the person's language. */
  messages(locale = 'en'): Record<string, string> {
    const i18n = i18nManager.locale(locale)
    return Object.fromEntries(
      Object.entries(this.faults).map(([field, { key, params }]) => [
        field,
        i18n.t(`refusals.${key}`, params ?? {}),
      ])
    )
  }
}
