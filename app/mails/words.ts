import type { I18n } from '@adonisjs/i18n'
import type { DateTime } from 'luxon'
import type { TimeWords } from '#services/words/time_words'

/** A reader's language and zone. */
export interface Words {
  i18n: I18n
  zone: string
  times: TimeWords
}

/** "Fri 21 Nov 2025, 14:10 (Asia/Manila)": a mail is read later and elsewhere, so the zone is named. */
export function exactly({ times, zone }: Words, when: DateTime | Date | null): string {
  return when ? `${times.exact(when)} (${zone})` : ''
}
