import type { Heard } from '#services/live/heard'
import { cursorText, eventText, type LiveStream } from '#services/live/live_stream'
import { whoLooks } from '#services/live/who_looks'
import { whoSees } from '#services/live/who_sees'
import { addCounter } from '#services/observing/metrics'

/** More events at once than this are one: "ask for everything again". */
const MOST_AT_ONCE = 50

export const AGAIN = eventText('again', {})
const ME = eventText('me', {})

const countEvents = addCounter('countersign_live_events_total', 'Events told to live streams')

/** The streams to think of, by person. */
export type Audience = ReadonlyMap<number, ReadonlySet<LiveStream>>

/**
 * Tells each stream what of all this its person may know, right now: a ticket's change goes to who may see the ticket,
 * or was on it until this change. Nothing is told when the rights cannot be asked for.
 * @param at the cursor of the browser afterwards
 */
export async function deliverHeard(heard: Heard, audience: Audience, at: number): Promise<void> {
  const letters = new Map<LiveStream, string[]>()
  const tell = (userId: number, text: string) => {
    for (const stream of audience.get(userId) ?? []) add(letters, stream, text)
  }
  const sees = await whoSees(heard.tickets, [...audience.keys()])
  for (const [id, { was }] of heard.tickets) {
    const text = eventText('ticket', { id })
    for (const userId of new Set([...(sees.get(id) ?? []), ...was])) tell(userId, text)
  }
  for (const userId of heard.people) tell(userId, ME)
  await tellWhoLooks(heard, audience, letters)
  for (const [stream, texts] of letters) {
    const isMuch = texts.length > MOST_AT_ONCE
    stream.say((isMuch ? AGAIN : texts.join('')) + cursorText(at))
    countEvents(isMuch ? 1 : texts.length)
  }
}

/** Whoever looks at a ticket learns who else does. A change of the ticket may have changed who may know. */
async function tellWhoLooks(
  heard: Heard,
  audience: Audience,
  letters: Map<LiveStream, string[]>
): Promise<void> {
  for (const [streamId, views] of await whoLooks([...heard.looking, ...heard.tickets.keys()])) {
    for (const { ticket, userId, since, people } of views) {
      const stream = [...(audience.get(userId) ?? [])].find((one) => one.id === streamId)
      if (!stream) continue
      const told = `${since} ${JSON.stringify(people)}`
      const before = stream.told.get(ticket)
      stream.told.set(ticket, told)
      if (before === told || (people.length === 0 && !before?.startsWith(`${since} `))) continue
      add(letters, stream, eventText('looking', { ticket, people }))
    }
  }
}

function add(letters: Map<LiveStream, string[]>, stream: LiveStream, text: string) {
  const texts = letters.get(stream)
  if (texts) texts.push(text)
  else letters.set(stream, [text])
}
