import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'
import clock from '#services/clock'

export interface Greeting {
  title: string
  lead: string
}

/** What waits, for the sentence under the greeting. */
export interface Waiting {
  decisions: number
  toConfirm: number
  work: number
  late: number
}

/** A greeting by the hour in the viewer's zone, with the date and one sentence about what waits. */
export function greet(viewer: User, zone: string, waiting: Waiting, i18n: I18n): Greeting {
  const now = clock.now().setZone(zone).setLocale(i18n.locale)
  const part = now.hour >= 5 && now.hour < 12 ? 'morning' : now.hour < 18 ? 'afternoon' : 'evening'
  const time = now.hour < 5 ? 'evening' : part
  const parts = (['decisions', 'toConfirm', 'work', 'late'] as const)
    .filter((key) => waiting[key] > 0)
    .map((key) => i18n.t(`dashboard.waits.${key}`, { count: waiting[key] }))
  const sentence = parts.length > 0 ? `${parts.join(', ')}.` : i18n.t('dashboard.waits.nothing')
  return {
    title: i18n.t(`dashboard.good_${time}`, { name: viewer.firstName || viewer.fullName }),
    lead: `${now.toFormat('cccc d LLLL')}. ${sentence}`,
  }
}
