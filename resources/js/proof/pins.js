/** The pins as the list on the page says them, and last the one that the form is about to make. */
export function pinsOf(root) {
  const items = [...root.querySelectorAll('[data-pins] > [data-pin]')]
  return [...items.map(pinOf), draftOf(root.querySelector('[data-new-pin]'))].filter(Boolean)
}

function pinOf(item) {
  const { pin, shape, page, points, start, end } = item.dataset
  return {
    ...{ item, number: pin, shape, page: numberOf(page), points: pointsOf(points) },
    ...{ start: numberOf(start), end: numberOf(end), isOpen: 'open' in item.dataset },
  }
}

function draftOf(form) {
  const value = (field) => form?.querySelector(`[data-field=${field}]`)?.value
  if (!value('shape')) return null
  return {
    ...{ number: 'new', shape: value('shape'), isOpen: true, isDraft: true },
    ...{ page: numberOf(value('page')), points: pointsOf(value('points')) },
    ...{ start: numberOf(value('start')), end: numberOf(value('end')) },
  }
}

const numberOf = (text) => (text ? Number(text) : null)

function pointsOf(text) {
  try {
    return JSON.parse(text || '[]') ?? []
  } catch {
    return []
  }
}

/** How long before and after its moment a pin is shown on a film, in milliseconds. */
const AROUND = 400

/** Whether a pin belongs to what is shown now: this page, this moment. */
export function isHere(pin, proof) {
  if (proof.page !== null && pin.page !== proof.page) return false
  const now = proof.now()
  if (now === null || pin.start === null) return true
  return now >= pin.start - AROUND && now <= (pin.end ?? pin.start) + AROUND
}
