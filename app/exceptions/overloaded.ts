import { Exception } from '@adonisjs/core/exceptions'

/** 503: there are more requests than places; nothing of this one was begun. No fault, so it is not logged as one. */
export class Overloaded extends Exception {
  static status = 503
  static code = 'E_OVERLOADED'
  static message = 'More requests than places'
}
