import { emptyTicket, TEXTS, type TypedItem } from '#services/tickets/typed_ticket'
import { isText, list, text, wholeNumber } from '#services/words/read_values'

/** More rows than this are cut: there are not that many products. */
const MOST_ROWS = 200

/**
 * Reads a body as the form it came from. Texts stay as they are, line ends become \n, lists may come as arrays or as
 * numbered fields; unknown names are dropped.
 * @returns `typed`, where what is no text is empty, and `raw` for the validator, where it still stands
 */
export function readTyped(body: Record<string, unknown>) {
  const typed = emptyTicket({ priority: '' })
  const raw: Record<string, unknown> = {}
  for (const name of TEXTS) {
    typed[name] = text(body[name])
    raw[name] = isText(body[name]) ? typed[name] || undefined : body[name]
  }
  typed.items = list(body.items).slice(0, MOST_ROWS).map(readItem)
  typed.collaboratorIds = list(body.collaboratorIds).map(text).filter(Boolean)
  typed.fileIds = list(body.fileIds)
    .map(wholeNumber)
    .filter((id) => id > 0)
  typed.removedFileIds = list(body.removedFileIds)
    .map(wholeNumber)
    .filter((id) => id > 0)
  return { typed, raw }
}

function readItem(row: unknown): TypedItem {
  const { productId, quantity, criteria: word } = Object(row) as Record<string, unknown>
  return { productId: text(productId), quantity: text(quantity), criteria: text(word) }
}
