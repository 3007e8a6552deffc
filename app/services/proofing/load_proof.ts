import type Attachment from '#models/attachment'
import type Deliverable from '#models/deliverable'
import { loadDecisions, type LoadedDecision } from '#services/proofing/load_decisions'
import { loadPins, type LoadedPin } from '#services/proofing/load_pins'
import { loadWords, type LoadedWords } from '#services/proofing/load_words'
import { loadPeople, type People } from '#services/tickets/show/load_people'
import { mentionsIn } from '#services/words/render_text'

/** Everything that a proof page, a guest's page and a report are made of, in a constant number of queries. */
export interface LoadedProof {
  deliverable: Deliverable
  /** The newest first. */
  versions: Attachment[]
  shown: Attachment
  pins: LoadedPin[]
  /** Pins of earlier versions that were checked off before the shown one. */
  earlier: number
  words: Map<number, LoadedWords[]>
  /** The newest first. */
  decisions: LoadedDecision[]
  people: People
}

export interface LoadOptions {
  /** The number of the pin whose every answer is wanted. */
  pin?: number
  /** Every pin with every answer, whatever version is shown: for reports. */
  isWhole?: boolean
}

/**
 * Loads a deliverable's pins as they belong to the shown version: those made on it, and those of earlier ones that were
 * open when it came.
 */
export async function loadProof(
  { deliverable, versions, shown }: Pick<LoadedProof, 'deliverable' | 'versions' | 'shown'>,
  { pin = 0, isWhole = false }: LoadOptions = {}
): Promise<LoadedProof> {
  const all = await loadPins([deliverable.id])
  const pins = isWhole ? all : all.filter((one) => standsOn(one, shown.version!))
  const words = await loadWords(pins, isWhole ? 'all' : pin)
  const decisions = await loadDecisions([deliverable.id])
  const spoken = [...words, ...pins, ...decisions]
  const texts = [...words.map(({ body }) => body), ...decisions.map(({ note }) => note)]
  const ids = [...spoken.map((one) => one.author_id), ...pins.map((one) => one.resolved_by)]
  const people = await loadPeople(
    [...ids, ...versions.map((one) => one.uploaderId)],
    [...new Set(texts.filter((text) => text.includes('@')).flatMap(mentionsIn))]
  )
  return {
    deliverable,
    versions,
    shown,
    pins,
    earlier: all.filter((one) => one.done_on !== null && one.done_on < shown.version!).length,
    words: Map.groupBy(words, ({ pin_id: id }) => id),
    decisions,
    people,
  }
}

/** Made on this version, or on an earlier one and still open when this one came. */
function standsOn({ made_on: madeOn, done_on: doneOn }: LoadedPin, version: number): boolean {
  return madeOn <= version && (doneOn === null || doneOn >= version)
}
