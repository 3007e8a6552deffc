import { Invalid } from '#exceptions/refusals'
import Attachment from '#models/attachment'
import type Deliverable from '#models/deliverable'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { checkDelivered } from '#services/preflight/check_delivered'
import { addVersion } from '#services/deliverables/add_version'
import { authorise, withLockedTicket } from '#services/tickets/with_locked_ticket'
import { transitionNamed } from '#workflows/workflow'

export interface Delivery {
  /** Uploads of the person that nothing has taken yet; others are passed over. */
  fileIds: number[]
  /** The deliverable that a single file is the next version of, whatever its name. */
  onto?: number
}

export interface Delivered {
  deliverable: Deliverable
  file: Attachment
}

/**
 * Puts files on a ticket as what was made. A file with the name of a deliverable that is there is its next version; under
 * the ticket's lock, so that two at once become two versions in a clear order. One activity for all of them.
 * @returns what was delivered, in the order of the uploads
 * @throws NotFound, Refusal 403, Conflict 409, Invalid 422 on `files`
 */
export async function deliverFiles(
  ticketId: number,
  { fileIds, onto }: Delivery,
  actor: Actor
): Promise<Delivered[]> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    const { trx, ticket, workflow, by } = locked
    authorise(locked, 'deliver')
    const files = await Attachment.query({ client: trx })
      .whereIn('id', fileIds)
      .where('uploaderId', by!.id)
      .whereNull('ticketId')
      .whereNull('removedAt')
      .orderBy('id')
      .forUpdate()
    if (files.length === 0) throw new Invalid('files', 'deliverables.no_file')
    if (onto && files.length > 1) throw new Invalid('files', 'deliverables.one_file')
    const delivered: Delivered[] = []
    for (const file of files) {
      delivered.push({ deliverable: await addVersion(locked, file, onto), file })
    }
    await checkDelivered(
      trx,
      ticket,
      delivered.map(({ file }) => file.id)
    )
    ticket.updatedAt = clock.now()
    await ticket.save()
    const transition = transitionNamed(workflow, 'deliver')!
    const versions = delivered.map(({ deliverable, file }) => ({
      id: deliverable.id,
      name: deliverable.name,
      version: file.version,
    }))
    const name =
      versions.length === 1 ? versions[0].name : `${versions[0].name} + ${versions.length - 1}`
    await recordActivity(locked, {
      action: transition.activity as string,
      details: { name, versions: versions.slice(0, 20), files: versions.length },
      isChange: false,
      tells: [{ to: transition.tells, kind: transition.kind, details: { name } }],
    })
    return delivered
  })
}
