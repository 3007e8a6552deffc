import type Attachment from '#models/attachment'
import type { PinShape } from '#models/pin'
import { previewKind } from '#services/previews/preview_kind'

/** How a deliverable is looked at, and so where on it one can point. */
export type ProofKind = 'image' | 'pdf' | 'film' | 'sound' | 'other'

export const SHAPES: Record<ProofKind, readonly PinShape[]> = {
  image: ['point', 'box', 'arrow', 'line', 'note'],
  pdf: ['point', 'box', 'arrow', 'line', 'note'],
  film: ['moment', 'span', 'note'],
  sound: ['moment', 'span', 'note'],
  other: ['note'],
}

export function kindOf({ mime }: Pick<Attachment, 'mime'>): ProofKind {
  const kind = previewKind(mime)
  return kind === 'drawing' ? 'image' : (kind ?? 'other')
}
