import type { I18n } from '@adonisjs/i18n'

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** The words in the viewer's language; set by the viewer middleware. */
    i18n: I18n
  }
}
