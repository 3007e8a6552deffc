import type { BriefFact, BriefRow, DescribedBrief } from '#services/tickets/history/describe_brief'
import { diffTexts, type TextPart } from '#services/words/diff_texts'

/** A stretch of a text for the page; a gap stands for so many words that stayed as they were. */
export type ShownPart = TextPart | { kind: 'gap'; words: number }

type Change = 'added' | 'removed' | 'changed' | 'same'

/** What a later version of a brief says otherwise; what stayed is only named. */
export function compareVersions(before: DescribedBrief, after: DescribedBrief, whole: boolean) {
  const facts = pairs(before.facts, after.facts)
  const people = pairs(before.people, after.people)
  return {
    title: before.title === after.title ? null : diffTexts(before.title, after.title),
    description:
      before.description === after.description
        ? null
        : shorten(diffTexts(before.description, after.description), whole),
    facts: facts.filter((one) => one.isChanged),
    people: people.filter((one) => one.isChanged),
    same: facts.filter((one) => !one.isChanged && one.after !== null).map(({ label }) => label),
    items: compareItems(before.items, after.items),
    files: compareFiles(before.files, after.files),
  }
}

function pairs(before: BriefFact[], after: BriefFact[]) {
  return after.map((fact) => {
    const old = before.find(({ key }) => key === fact.key)
    const isChanged = old !== undefined && old.raw !== fact.raw
    return { ...fact, before: old?.value ?? null, after: fact.value, isChanged }
  })
}

function compareItems(before: BriefRow[], after: BriefRow[]) {
  const ids = [...new Set([...before, ...after].map(({ productId }) => productId))]
  const rows = ids.map((id) => {
    const old = before.find(({ productId }) => productId === id)
    const now = after.find(({ productId }) => productId === id)
    const isSame = old?.quantity === now?.quantity && old?.criteria === now?.criteria
    const change: Change = !old ? 'added' : !now ? 'removed' : isSame ? 'same' : 'changed'
    return { product: (now ?? old)!.product, before: old ?? null, after: now ?? null, change }
  })
  return rows.some(({ change }) => change !== 'same') ? rows : []
}

type File = DescribedBrief['files'][number]

function compareFiles(before: File[], after: File[]) {
  const has = (files: File[], id: number) => files.some((file) => file.id === id)
  const removed = before.filter(({ id }) => !has(after, id))
  const rows = [
    ...after.map((file) => ({ ...file, change: has(before, file.id) ? 'same' : 'added' })),
    ...removed.map((file) => ({ ...file, change: 'removed' })),
  ]
  return rows.some(({ change }) => change !== 'same') ? rows : []
}

/** Characters of an unchanged stretch that stand on either side of a change. */
const CONTEXT = 160

/** Long stretches that stayed as they were, cut to what stands beside a change. */
export function shorten(parts: TextPart[], whole = false): ShownPart[] {
  if (whole) return parts
  return parts.flatMap((part, index): ShownPart[] => {
    const { kind, text } = part
    if (kind !== 'same' || text.length <= 3 * CONTEXT) return [part]
    const head = index === 0 ? '' : text.slice(0, CONTEXT).replace(/\S*$/u, '')
    const tail = index === parts.length - 1 ? '' : text.slice(-CONTEXT).replace(/^\S*/u, '')
    const left = text.slice(head.length, text.length - tail.length)
    const gap: ShownPart = { kind: 'gap', words: left.match(/\S+/g)?.length ?? 0 }
    const beside = (one: string): ShownPart[] => (one ? [{ kind: 'same', text: one }] : [])
    return [...beside(head), gap, ...beside(tail)]
  })
}
