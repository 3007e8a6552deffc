import type { DateTime } from 'luxon'
import type { DueWords } from '#services/words/time_words'
import type { Tone } from '#workflows/workflow'

/** A person as a row names him. */
export interface RowPerson {
  id: number
  fullName: string
  firstName: string
  initials: string
  tone: Tone
}

/** A move a person may make from a row: a form that posts, or a link to where more is asked. */
export interface RowAction {
  name: string
  label: string
  icon: string
  how: 'post' | 'link'
  /** Only for links. */
  href: string
  /** What a form sends along, so that a decision counts for exactly what was seen. */
  fields: Record<string, string | number>
}

/** A ticket as lists show it, in words, with what the viewer may do from there. */
export interface TicketRow {
  id: number
  href: string
  title: string
  typeName: string
  typeIcon: string
  pieces: number | null
  excerpt: string
  requester: RowPerson
  department: string
  assignee: RowPerson | null
  /** The assignee is proposed; he takes effect with the final approval. */
  isProposed: boolean
  helpers: number
  priority: string
  status: { key: string; tone: Tone; glyph: string; label: string }
  /** Whom it waits for and since when, or since when it stands there: "waits for Ana, 3 h". */
  waits: string
  due: DueWords & { at: string; exact: string }
  /** The first answer that was promised, until somebody gave it; then whether it was in time. */
  response: (Omit<DueWords, 'glyph'> & { at: string; exact: string; isOpen: boolean }) | null
  /** How long ago it was asked for: "3 h". */
  age: string
  handlingDepartment: string
  handlingDepartmentId: number
  isMine: boolean
  comment: { by: string; text: string; at: string } | null
  comments: number
  files: number
  /** Pins on what was made that nobody has checked off: their number, and in words; null for none. */
  pins: { count: number; said: string } | null
  /** The address of a small picture, where the brief or the work has one. */
  thumbnail: string | null
  primary: RowAction | null
  more: RowAction[]
  /** Something of what is done with several tickets at once is open to the viewer here. */
  isChoosable: boolean
  createdAt: DateTime
}
