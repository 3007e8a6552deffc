import type { Words } from '#services/activity/describe_activity'
import { pinHref, placeOf } from '#services/deliverables/word_pin'
import type { ShownTicket } from '#services/tickets/show/shown_ticket'
import { excerptOf } from '#services/words/excerpt_of'

/** Open pins that stand below the pictures; the others are counted. */
const PINS = 5

/** The open pins of all deliverables, below their pictures. */
export function describeOpenPins({ ticket, openPins }: ShownTicket, { i18n }: Words) {
  const shown = openPins.map((pin) => ({
    number: pin.number,
    deliverable: pin.deliverable,
    href: pinHref(ticket.id, pin),
    label: i18n.t('deliverables.pin_of', { number: pin.number, name: pin.deliverable }),
    where: [i18n.t('deliverables.pin.version', { version: pin.version }), placeOf(pin, i18n)]
      .filter(Boolean)
      .join(', '),
    author: pin.isGuest ? i18n.t('deliverables.guest', { name: pin.author }) : pin.author,
    text: excerptOf(pin.body, 160).text,
  }))
  return {
    all: shown,
    first: shown.slice(0, PINS),
    more: ticket.openPins - Math.min(shown.length, PINS),
  }
}
