/** A decision link's token stands for the person himself: whoever reads the ticket must not find it in what he quoted. */
const TOKEN = /(?<![\w-])[\w-]{43}(?![\w-])/g
const DECISION = /\S*\bdecisions(\/|%2f)\S*/gi
const ADDRESS = /\S*\b(https?:|www\.)\S*/gi
/** Also a token or reply address that a mail program broke over two lines. */
const LONG_WORD = /[\w%-]*[a-z\d][\w%-]*/gi
const LONGEST_WORD = 20

/** What a person wrote, without links that decide. */
export function hideDecisionLinks(text: string): string {
  return text.replace(DECISION, '…').replace(TOKEN, '…')
}

/** What a mail repeats of ours, without any link, token or reply address. */
export function hideAllLinks(text: string): string {
  return text
    .replace(ADDRESS, '…')
    .replace(LONG_WORD, (word) => (word.length < LONGEST_WORD ? word : '…'))
}
