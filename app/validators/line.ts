import vine from '@vinejs/vine'

/** Control characters, and what Unicode breaks lines with. */
const ONE_LINE = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u

/** Text in one line, such as a name: it stands in subjects of mails, in lists and in sentences. */
export const line = (most: number) => vine.string().trim().maxLength(most).regex(ONE_LINE)
