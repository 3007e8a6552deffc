import env from '#start/env'
import type { LoadedProof } from '#services/proofing/load_proof'
import type { People, ShownPerson } from '#services/tickets/show/load_people'

/**
 * What one guest may know of a proof: the pins of the desk with their first words, his own with all that was said there, his
 * own decisions. Nothing of other guests, no decision of the desk, and people of the desk by their first names alone.
 */
export function narrowProof(proof: LoadedProof, guestId: number): LoadedProof {
  const isKnown = ({ guest_id: id }: { guest_id: number | null }) => id === null || id === guestId
  const pins = proof.pins.filter(isKnown)
  const words: LoadedProof['words'] = new Map()
  for (const { id, guest_id: author } of pins) {
    const said = proof.words.get(id) ?? []
    words.set(id, author === guestId ? said.filter(isKnown) : said.slice(0, 1))
  }
  return {
    ...proof,
    pins: pins.map((pin) => (pin.guest_id === guestId ? pin : { ...pin, comment_count: 1 })),
    words,
    decisions: proof.decisions.filter((one) => one.guest_id === guestId),
    earlier: 0,
    people: firstNames(proof.people),
  }
}

/** Nobody can be found out by writing "@name" either. */
function firstNames({ byId }: People): People {
  return {
    byId: new Map([...byId].map(([id, person]) => [id, firstNameOf(person)])),
    byUsername: new Map(),
  }
}

function firstNameOf(person: ShownPerson): ShownPerson {
  // A person without a first name is shown by his username elsewhere, which is half of a sign-in.
  const isName = person.firstName !== '' && person.firstName !== person.username
  const name = isName ? person.firstName : env.get('ORGANISATION', 'Countersign')
  return {
    ...person,
    username: '',
    firstName: name,
    fullName: name,
    initials: name.charAt(0).toUpperCase(),
    department: '',
    role: '',
  }
}
