import vine from '@vinejs/vine'

/**
 * No control characters, nothing that Unicode breaks lines with, and nothing that turns the direction of what follows:
 * the words around a name would be read backwards.
 */
const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]*$/u

/** Text in one line, such as a name: it stands in subjects of mails, in lists and in sentences. */
export const line = (most: number) => vine.string().trim().maxLength(most).regex(ONE_LINE)
