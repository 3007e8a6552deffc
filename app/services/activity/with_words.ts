import type { FieldChange } from '#models/activity'
import type { DescribedActivity } from '#services/activity/describe_activity'
import { diffTexts, type TextPart } from '#services/words/diff_texts'

/** Fields that people write: what changed in them is shown within the text. */
const TEXTS = ['title', 'description']

export type ChangeInWords = DescribedActivity['changes'][number] & { parts: TextPart[] | null }

/** The changes of a described activity, those of texts word by word; they are at most 200 characters long. */
export function withWords(
  described: DescribedActivity['changes'],
  changes: FieldChange[]
): ChangeInWords[] {
  return described.map((change, index) => {
    const isText = TEXTS.includes(changes[index].field) && change.before && change.after
    return { ...change, parts: isText ? diffTexts(change.before!, change.after!) : null }
  })
}
