import { randomUUID } from 'node:crypto'
import drive from '@adonisjs/drive/services/main'
import Attachment from '#models/attachment'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { deliverFiles, type Delivered } from '#services/deliverables/deliver_files'
import { picture } from '#tests/support/pictures'

export interface Made {
  name: string
  mime?: string
  /** Its blob; a small PNG when left out. */
  body?: Buffer
  width?: number
  height?: number
  /** The deliverable that it is the next version of. */
  onto?: number
}

/** Uploads something as a person, without a request: the row and its blob. @returns its id */
export async function stageMade(by: User, made: Made): Promise<number> {
  const { name, mime = 'image/png', width = 60, height = 40 } = made
  const body = made.body ?? (await picture(width, height))
  const driveKey = `attachments/test/${randomUUID()}`
  await drive.use().put(driveKey, body)
  const isPicture = mime.startsWith('image/')
  const { id } = await Attachment.create({
    uploaderId: by.id,
    kind: 'brief',
    driveKey,
    name,
    mime,
    bytes: body.length,
    sha256: randomUUID().replaceAll('-', '').repeat(2),
    width: isPicture ? width : null,
    height: isPicture ? height : null,
    createdAt: clock.now(),
  })
  return id
}

/** Delivers one thing on a ticket at work, as a person, through the service. */
export async function deliver(by: User, ticket: Ticket, made: Made): Promise<Delivered> {
  const fileIds = [await stageMade(by, made)]
  const [delivered] = await deliverFiles(
    ticket.id,
    { fileIds, onto: made.onto },
    { by, channel: 'web' }
  )
  return delivered
}
