import i18nManager from '@adonisjs/i18n/services/main'
import type { Words } from '#mails/words'
import type User from '#models/user'
import { timeWords } from '#services/words/time_words'
import { zoneOf } from '#services/words/zone_of'

/**
 * The language and zone of somebody who reads elsewhere than on a page, in a mail or a chat; the house's own for a group.
 * @param reader as `asActor` finds him
 */
export function wordsOf(reader: User | null): Words {
  const zone = zoneOf(reader)
  const i18n = i18nManager.locale(reader?.locale ?? 'en')
  return { i18n, zone, times: timeWords(zone, i18n) }
}
