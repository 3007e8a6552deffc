import type Attachment from '#models/attachment'
import type { Words } from '#services/activity/describe_activity'
import { cleaningOf } from '#services/files/clean/open_clean'
import { kindOf } from '#services/proofing/kind_of'
import type { LoadedProof } from '#services/proofing/load_proof'
import type { ProofPaths } from '#services/proofing/proof_paths'
import { sayTime } from '#services/proofing/read_time'
import { sizeOf } from '#services/words/size_of'

/** Pictures that every browser shows as they are, while none is drawn for the screen yet. */
const SHOWN_AS_IT_IS = /^image\/(png|apng|jpeg|gif|webp|avif)$/

/** The version that is looked at: where its file is, and its facts. */
export function describeShown(
  file: Attachment,
  { versions }: Pick<LoadedProof, 'versions'>,
  { files, isCleaned }: Pick<ProofPaths, 'files' | 'isCleaned'>,
  { i18n }: Pick<Words, 'i18n'>
) {
  const base = `${files}/${file.id}`
  const original = isCleaned && cleaningOf(file.mime) === 'never' ? null : base
  const isDrawn = file.screenKey !== null || !SHOWN_AS_IT_IS.test(file.mime)
  const { width, height, pages, durationMs } = file
  const facts = [
    width && height ? `${width} × ${height}` : null,
    pages ? i18n.t('proof.pages', { count: pages }) : null,
    durationMs ? sayTime(durationMs) : null,
    sizeOf(Number(file.bytes), i18n.locale),
  ]
  return {
    id: file.id,
    version: file.version!,
    mime: file.mime,
    /** Null where it stays with the desk. */
    original,
    src: kindOf(file) === 'image' && isDrawn ? `${base}/screen` : original,
    thumbnail: file.thumbnailKey ? `${base}/thumbnail` : null,
    width,
    height,
    pages,
    durationMs,
    detail: facts.filter(Boolean).join(', '),
    isNewest: file.id === versions[0].id,
    preview: file.preview,
  }
}
