import type { Words } from '#services/activity/describe_activity'
import { describePin } from '#services/proofing/describe_pin'
import { describeProof } from '#services/proofing/describe_proof'
import type { ProofPaths } from '#services/proofing/proof_paths'
import { describeShown } from '#services/proofing/describe_shown'
import { describeVersion } from '#services/proofing/describe_version'
import { drawMarks, MARK_WIDTH } from '#services/proofing/draw_marks'
import { kindOf, type ProofKind } from '#services/proofing/kind_of'
import type { LoadedProof } from '#services/proofing/load_proof'
import type { Looker } from '#services/proofing/looker'

/** Whoever reads paper does nothing on it. */
const READER: Looker = {
  userId: null,
  guestId: null,
  mayPin: false,
  whyNoPin: null,
  mayResolveAny: false,
  judging: null,
  closed: null,
}

/** One deliverable for the report: its versions, the newest first, each with the pins that were made on it. */
export function describeReport(proof: LoadedProof, words: Words) {
  const { id, ticketId } = proof.deliverable
  const paths: ProofPaths = {
    page: `/tickets/${ticketId}/deliverables/${id}`,
    files: `/tickets/${ticketId}/attachments`,
    mentionable: null,
    crumbs: null,
    links: [],
  }
  const described = describeProof(proof, READER, paths, words)
  return {
    name: described.name,
    href: paths.page,
    decision: described.decision,
    decisions: described.decisions,
    openPins: described.openPins,
    allPins: proof.pins.length,
    versions: proof.versions.map((file) => {
      const pins = proof.pins.filter((pin) => pin.made_on === file.version)
      const at = { ...proof, shown: file }
      const shown = describeShown(file, proof, paths, words)
      const isPaged = kindOf(file) === 'pdf'
      const ratio = file.width && file.height ? file.height / file.width : null
      const onPicture = isPaged ? pins.filter(({ page }) => page === 1) : pins
      const isNewest = file.id === proof.versions[0].id
      return {
        ...describeVersion(file, proof, paths, words),
        detail: shown.detail,
        /** Older versions without a pin are named and not shown again. */
        picture: isNewest || pins.length > 0 ? pictureOf(kindOf(file), shown) : null,
        width: file.width ?? 4,
        height: file.height ?? 3,
        frame: ratio ? `0 0 ${MARK_WIDTH} ${Math.round(MARK_WIDTH * ratio)}` : null,
        marks: ratio ? drawMarks(onPicture, ratio) : [],
        isFirstPage: isPaged,
        pins: pins.map((pin) => describePin(pin, at, READER, paths, words)),
      }
    }),
  }
}

/** What stands for it on paper: a picture as large as a screen, else the small one of its first page or moment. */
function pictureOf(
  kind: ProofKind,
  { src, thumbnail }: Record<'src' | 'thumbnail', string | null>
) {
  return kind === 'image' ? src : thumbnail
}
