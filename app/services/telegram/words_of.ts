import i18nManager from '@adonisjs/i18n/services/main'
import env from '#start/env'
import type { Words } from '#mails/words'
import type User from '#models/user'
import { timeWords } from '#services/words/time_words'

/** The language and zone of somebody who reads in a chat; the house's own for the group. */
export async function wordsOf(reader: User | null): Promise<Words> {
  if (reader && !reader.$preloaded.department) await reader.load('department')
  const zone = reader?.timeZone ?? reader?.department.timeZone ?? env.get('TIME_ZONE')
  const i18n = i18nManager.locale(reader?.locale ?? 'en')
  return { i18n, zone, times: timeWords(zone, i18n) }
}
