import type { TranslationsFormatterContract } from '@adonisjs/i18n/types'

/** A message without plurals, formats and quotes: plain words and names in braces. */
const PLAIN = /^[^{}']*(?:\{\w+\}[^{}']*)*$/

/** So many sentences of the ICU formatter are kept; they begin anew when there are more. */
const MOST_KEPT = 5_000

/**
 * Fills plain messages in directly and leaves the rest to the ICU formatter, which reads a message anew each time: a
 * page speaks hundreds of them, and that was half of its work. What it said of numbers is kept: "3 days" stays "3 days".
 */
export function quickMessages(icu: TranslationsFormatterContract): TranslationsFormatterContract {
  const isPlain = new Map<string, boolean>()
  const said = new Map<string, string>()
  const say = (message: string, locale: string, data: Record<string, unknown>) => {
    if (!Object.values(data).every(Number.isInteger)) return icu.format(message, locale, data)
    const key = `${locale} ${message} ${JSON.stringify(data)}`
    const kept = said.get(key)
    if (kept !== undefined) return kept
    if (said.size >= MOST_KEPT) said.clear()
    const sentence = icu.format(message, locale, data)
    said.set(key, sentence)
    return sentence
  }
  return {
    name: icu.name,
    format(message, locale, data = {}) {
      let plain = isPlain.get(message)
      if (plain === undefined) isPlain.set(message, (plain = PLAIN.test(message)))
      const filled = plain ? fillIn(message, data) : null
      return filled ?? say(message, locale, data)
    },
  }
}

/** @returns null when a name has no text or number to stand for it: the ICU formatter says what is wrong */
function fillIn(message: string, data: Record<string, unknown>): string | null {
  let isComplete = true
  const filled = message.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = data[name]
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    isComplete = false
    return ''
  })
  return isComplete ? filled : null
}
