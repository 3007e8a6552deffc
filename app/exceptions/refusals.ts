import { Exception } from '@adonisjs/core/exceptions'
import i18nManager from '@adonisjs/i18n/services/main'

/**
 * A rule of the product said no. It carries a key of resources/lang/<locale>/refusals.json and what the sentence names,
 * so that a page, an API answer, a mail and a bot say the same thing.
 */
export class Refusal extends Exception {
  static status = 403
  static code = 'E_REFUSED'

  constructor(
    readonly key: string,
    readonly params: Record<string, string | number> = {},
    status?: number
  ) {
    super(key, { status: status ?? 403 })
    this.message = this.sentence()
  }

  /** The sentence for the person, in his language. */
  sentence(locale = 'en'): string {
    return i18nManager.locale(locale).t(`refusals.${this.key}`, this.params)
  }
}

/** 409: somebody was faster, or the page that was answered is out of date. Says who and what. */
export class Conflict extends Refusal {
  static status = 409
  static code = 'E_CONFLICT'

  constructor(
    key: string,
    params: Record<string, string | number> = {},
    readonly decidedBy: { id: number; fullName: string } | null = null
  ) {
    super(key, params, 409)
  }
}

/** 422: what was typed breaks a rule; the form comes back with the sentence at its field. */
export class Invalid extends Refusal {
  static status = 422
  static code = 'E_INVALID'

  constructor(
    readonly field: string,
    key: string,
    params: Record<string, string | number> = {}
  ) {
    super(key, params, 422)
  }
}

/** 404: nothing there for this person. Says nothing about what exists. */
export class NotFound extends Refusal {
  static status = 404
  static code = 'E_NOT_FOUND'

  constructor() {
    super('not_found', {}, 404)
  }
}
