import type Ticket from '#models/ticket'
import type User from '#models/user'
import { addComment } from '#services/comments/add_comment'
import { editComment } from '#services/comments/edit_comment'
import { watchTicket } from '#services/tickets/watch_ticket'
import { withFiles } from '#tests/support/forms'
import { makePerson } from '#tests/support/people'
import { picture } from '#tests/support/pictures'
import { ask } from '#tests/support/tickets'
import { visit } from '#tests/support/visitor'

/** Words and a file name that stand in notes and nowhere else. */
export const SECRET = 'zebrasecret'
export const SECRET_FILE = 'zebraplan.png'

const web = (by: User) => ({ by, channel: 'web' as const })

/** A ticket with a note on it, and somebody who may see the ticket and not the note. */
export interface Outsider {
  who: string
  person: User
  ticket: Ticket
  noteId: number
  fileId: number
}

export type NotesDesk = Awaited<ReturnType<typeof makeNotesDesk>>

/**
 * IT has written a note with a picture, changed it and talked in public afterwards, on tickets of a requester from
 * elsewhere (with a watcher and a manager) and of its own people, whose being the requester wins.
 */
export async function makeNotesDesk() {
  const rosa = await makePerson({ username: 'rosa', department: 'Marketing' })
  const wim = await makePerson({ username: 'wim', department: 'Sales' })
  const mona = await makePerson({ username: 'mona', role: 'manager', department: 'Marketing' })
  const inge = await makePerson({ username: 'inge', department: 'IT' })
  const igor = await makePerson({ username: 'igor', role: 'manager', department: 'IT' })
  const ivan = await makePerson({ username: 'ivan', department: 'IT' })
  const ida = await makePerson({ username: 'ida', role: 'manager', department: 'IT' })
  const adam = await makePerson({ username: 'adam', role: 'admin', department: 'Sales' })
  const noted = await noteOn(await ask(rosa, { type: 'bug', title: 'Printer' }), ivan)
  await watchTicket(noted.ticket.id, wim.id, web(mona))
  const outsiders: Outsider[] = [
    { who: 'the requester', person: rosa, ...noted },
    { who: 'a watcher', person: wim, ...noted },
    { who: 'the requesting manager', person: mona, ...noted },
    { who: 'a requester of the department', person: inge, ...(await own(inge, ivan)) },
    { who: 'a requester who manages it', person: igor, ...(await own(igor, ivan)) },
  ]
  return { rosa, wim, mona, inge, igor, ivan, ida, adam, ...noted, outsiders }
}

async function own(requester: User, by: User) {
  return noteOn(await ask(requester, { type: 'bug', title: 'Screen' }), by)
}

/** A note of a person with a picture, edited once, a public answer after it, and another note. */
export async function noteOn(ticket: Ticket, by: User) {
  const visitor = await visit(by)
  const staged = await visitor.post('/uploads', withFiles({}, [[SECRET_FILE, await picture()]]))
  const fileId: number = staged.json().id
  const body = `${SECRET} he never pays`
  const note = await addComment(ticket.id, { body, isInternal: true, fileIds: [fileId] }, web(by))
  await editComment(ticket.id, note.id, { body: `${body}, @ida` }, web(by))
  await addComment(ticket.id, { body: 'We look at it.' }, web(by))
  await addComment(ticket.id, { body: `${SECRET} for the last time`, isInternal: true }, web(by))
  return { ticket: await ticket.refresh(), noteId: note.id, fileId }
}
