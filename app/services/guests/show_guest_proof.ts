import { NotFound } from '#exceptions/refusals'
import type { Words } from '#services/activity/describe_activity'
import { loadVersions } from '#services/deliverables/find_deliverable'
import { narrowProof } from '#services/guests/narrow_proof'
import type { GuestVisit } from '#services/guests/open_visit'
import { describeProof } from '#services/proofing/describe_proof'
import { loadProof } from '#services/proofing/load_proof'
import { guestLooker } from '#services/proofing/looker'
import type { ProofQuestion } from '#services/proofing/show_proof'

/**
 * The proof page of one deliverable of a link for one guest: the desk's own components with other addresses, and without
 * what is not his to know.
 * @param base the address of the link
 * @throws NotFound for what the link does not name, and for versions and pages that do not exist
 */
export async function showGuestProof(
  { deliverables, ticket, guest }: GuestVisit,
  id: number,
  base: string,
  question: ProofQuestion,
  words: Words
) {
  const { i18n } = words
  const deliverable = deliverables.find((one) => one.id === id)
  if (!deliverable) throw new NotFound()
  const versions = await loadVersions(id)
  const { version, page } = question
  const shown = version ? versions.find((one) => one.version === version) : versions[0]
  if (!shown || (page && shown.pages && page > shown.pages)) throw new NotFound()
  const loaded = await loadProof({ deliverable, versions, shown }, { pin: question.pin })
  const narrowed = narrowProof(loaded, guest.id)
  const who = { id: guest.id, name: guest.name, reviewId: guest.guestReviewId }
  const paths = {
    page: `${base}/deliverables/${id}`,
    files: `${base}/files`,
    mentionable: null,
    preflight: null,
    isCleaned: true,
    crumbs: [{ label: i18n.t('guests.review.back'), href: base }, { label: deliverable.name }],
    links: [],
  }
  const looker = guestLooker(who, ticket, i18n)
  const closed = looker.closed && i18n.t('guests.review.closed')
  const proof = describeProof(narrowed, { ...looker, closed }, paths, words, question)
  const own = new Set(narrowed.pins.filter((pin) => pin.guest_id).map((pin) => pin.number))
  return {
    ...proof,
    ticketId: null,
    decision: null,
    lastActor: null,
    decisions: proof.decisions.map((one) => ({ ...one, html: withoutTickets(one.html) })),
    pins: proof.pins.map((pin) => ({
      ...pin,
      mayAnswer: pin.mayAnswer && own.has(pin.number),
      html: withoutTickets(pin.html),
      answers: pin.answers.map((one) => ({ ...one, html: withoutTickets(one.html) })),
    })),
  }
}

/** "#12" leads people of the desk to a ticket; a guest nowhere. */
function withoutTickets(html: string): string {
  return html.replaceAll(/<a href="\/tickets\/\d+"[^>]*>(#\d+)<\/a>/g, '$1')
}
