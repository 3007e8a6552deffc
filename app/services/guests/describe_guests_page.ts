import type { Words } from '#services/activity/describe_activity'
import type { GuestsPage } from '#services/guests/load_guests_page'
import type { LoadedLink } from '#services/guests/load_links'

const TONES = { open: 'done', ended: 'rest', over: 'rest', without_host: 'stop', empty: 'stop' }

/** Puts the links, visitors and messages of a ticket's guests into words. */
export function describeGuestsPage(
  { ticket, deliverables, links, messages }: GuestsPage,
  words: Words
) {
  const { i18n, times } = words
  const threads = links.flatMap(({ review, state, guests }) =>
    guests.map((guest) => ({
      id: guest.id,
      name: guest.name,
      detail: i18n.t('guests.guest_of', { label: review.label }),
      seen: i18n.t('guests.last_seen', { when: times.moment(guest.lastSeenAt ?? guest.createdAt) }),
      mayAnswer: state === 'open',
      messages: messages
        .filter(({ guestId, toGuestId }) => [guestId, toGuestId].includes(guest.id))
        .map(({ by, body, createdAt }) => ({
          name: by ?? guest.name,
          isGuest: by === null,
          body,
          at: times.moment(createdAt),
          exact: times.exact(createdAt),
          iso: times.iso(createdAt),
        })),
    }))
  )
  return {
    ticket,
    deliverables: deliverables.map(({ id, name, versions }) => ({ id, name, versions })),
    links: links.map((link) => describeLink(link, words)),
    threads: threads.filter((thread) => thread.messages.length > 0 || thread.mayAnswer),
  }
}

function describeLink({ review, state, madeBy, endedBy, names, guests }: LoadedLink, words: Words) {
  const { i18n, times } = words
  return {
    id: review.id,
    label: review.label,
    state: i18n.t(`guests.state.${state}`),
    tone: TONES[state],
    isOpen: review.revokedAt === null && state !== 'over',
    made: i18n.t('guests.made_by', { name: madeBy, when: times.moment(review.createdAt) }),
    until: untilOf({ review, state, endedBy }, words),
    shows: i18n.t('guests.shows', { names: i18n.formatList(names) }),
    hasNames: names.length > 0,
    visited:
      guests.length > 0
        ? i18n.t('guests.visited', { names: i18n.formatList(guests.map(({ name }) => name)) })
        : i18n.t('guests.not_visited'),
  }
}

function untilOf(
  { review, state, endedBy }: Pick<LoadedLink, 'review' | 'state' | 'endedBy'>,
  { i18n, times }: Words
): string {
  if (state === 'ended') {
    return i18n.t('guests.ended_by', { name: endedBy ?? '', when: times.moment(review.revokedAt) })
  }
  const when = times.moment(review.expiresAt)
  if (state === 'over') return i18n.t('guests.ran_out', { when })
  return i18n.t('guests.open_until', { until: when })
}
