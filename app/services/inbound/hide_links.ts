/**
 * The token of a link to decide, or to rate, stands for the person himself: whoever reads the ticket must not find it in
 * what he quoted.
 */
const TOKEN = /(?<![\w-])[\w-]{43}(?![\w-])/g
const LINK = /(decisions(\/|%(25)*2f)|ratings(\/|%(25)*2f)[\w-]{8})/i
const ADDRESS = /https?:|www\./i
/** Also a token or reply address that a mail program broke over two lines. */
const LONG_WORD = /[\w%-]{20,}/g

/** What a person wrote, without links that decide or rate. */
export function hideDecisionLinks(text: string): string {
  return hideWords(text, LINK).replace(TOKEN, '…')
}

/** What a mail repeats of ours, without any link, token or reply address. */
export function hideAllLinks(text: string): string {
  return hideWords(text, ADDRESS).replace(LONG_WORD, (word) => (/[a-z\d]/i.test(word) ? '…' : word))
}

/** Word by word, so that the time it takes grows with the text and no faster. */
function hideWords(text: string, hidden: RegExp): string {
  return text.replace(/\S+/g, (word) => (hidden.test(word) ? '…' : word))
}
