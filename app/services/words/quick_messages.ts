import type { TranslationsFormatterContract } from '@adonisjs/i18n/types'

/** A message without plurals, formats and quotes: plain words and names in braces. */
const PLAIN = /^[^{}']*(?:\{\w+\}[^{}']*)*$/

/**
 * Fills plain messages in directly and leaves the rest to the ICU formatter, which reads a message anew each time: a
 * page speaks hundreds of them, and that was half of its work.
 */
export function quickMessages(icu: TranslationsFormatterContract): TranslationsFormatterContract {
  const isPlain = new Map<string, boolean>()
  return {
    name: icu.name,
    format(message, locale, data = {}) {
      let plain = isPlain.get(message)
      if (plain === undefined) isPlain.set(message, (plain = PLAIN.test(message)))
      const filled = plain ? fillIn(message, data) : null
      return filled ?? icu.format(message, locale, data)
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
