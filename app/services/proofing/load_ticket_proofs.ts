import Attachment from '#models/attachment'
import Deliverable from '#models/deliverable'
import { loadDecisions } from '#services/proofing/load_decisions'
import { loadPins } from '#services/proofing/load_pins'
import type { LoadedProof } from '#services/proofing/load_proof'
import { loadWords } from '#services/proofing/load_words'
import { loadPeople } from '#services/tickets/show/load_people'
import { mentionsIn } from '#services/words/render_text'

/** Pins that one paper holds; it says how many it leaves out. */
export const MOST_PINS_ON_PAPER = 1000

export interface TicketProofs {
  proofs: LoadedProof[]
  /** Pins that the paper has no room for. */
  left: number
}

/** Every deliverable of a ticket with its versions, pins and decisions, in a constant number of queries. */
export async function loadTicketProofs(ticketId: number): Promise<TicketProofs> {
  const deliverables = await Deliverable.query()
    .where('ticketId', ticketId)
    .whereNull('removedAt')
    .whereNotNull('currentId')
    .orderBy('id')
  const ids = deliverables.map(({ id }) => id)
  const files = await Attachment.query()
    .whereIn('deliverableId', ids)
    .whereNull('removedAt')
    .orderBy('version', 'desc')
  const pins = await loadPins(ids, MOST_PINS_ON_PAPER)
  const all = deliverables.reduce((sum, { nextPin }) => sum + nextPin - 1, 0)
  const said = await loadWords(pins, 0)
  const decisions = await loadDecisions(ids)
  const people = await loadPeople(
    [
      ...[...said, ...pins, ...decisions].map((one) => one.author_id),
      ...pins.map((one) => one.resolved_by),
      ...files.map((one) => one.uploaderId),
    ],
    [...said.map(({ body }) => body), ...decisions.map(({ note }) => note)].flatMap(mentionsIn)
  )
  const byPin = Map.groupBy(said, ({ pin_id: id }) => id)
  const proofs = deliverables.flatMap((deliverable) => {
    const isIts = (one: { deliverable_id: number }) => one.deliverable_id === deliverable.id
    const versions = files.filter((file) => file.deliverableId === deliverable.id)
    if (versions.length === 0) return []
    const its = { pins: pins.filter(isIts), decisions: decisions.filter(isIts) }
    return [{ deliverable, versions, shown: versions[0], earlier: 0, words: byPin, people, ...its }]
  })
  return { proofs, left: all - pins.length }
}
