import { appUrl } from '#config/app'
import type { MailPicture } from '#mails/request_pictures'
import type { TableWords } from '#services/reports/table_words'
import type { Tone } from '#workflows/workflow'

/** Where a person says what is mailed to him. */
export const settingsAddress = `${appUrl}/me/notifications#email`

/** One signature line of a request to decide. */
export interface Signature {
  /** "Department, Fri 21 Nov 2025, 11:21 (Asia/Manila)". */
  label: string
  name: string
  isOpen: boolean
}

/** One event of a mail that tells of several. */
export interface NewsLine {
  said: string
  when: string
  /** What somebody wrote with it, and what was changed; empty when there is nothing. */
  quote: string
  changes: string
}

/** Events about one ticket; without a title where the whole mail is about it. */
export interface NewsGroup {
  title: string
  href: string
  lines: NewsLine[]
}

/** What matters most of what somebody wrote, set apart: how it was solved, what is asked. */
export interface Panel {
  title: string
  text: string
  tone: Tone
}

/** Asks how it went: one press for each score, which stands chosen on the page that opens. */
export interface Asking {
  ask: string
  /** What stands beside the first and the last. */
  worst: string
  best: string
  scores: { value: string; label: string; href: string }[]
}

/** A figure of a report, what changed since the days before, and where the page shows what it counts. */
export interface FigureOfLetter {
  label: string
  value: string
  note: string
  href: string
}

/** A chart of a report, as a picture that travels along, as wide as it is shown. */
export interface ChartOfLetter {
  picture: MailPicture
  width: number
  height: number
}

/** A table of a report; its addresses are whole. */
export interface TableOfLetter extends TableWords {
  chart: ChartOfLetter | null
  /** What is left out of it, in words. */
  rest: string
}

/** A mail before it becomes HTML and text: only words, already in the reader's language and zone. */
export interface Letter {
  locale: string
  /** Where it goes when it is not the reader's own address. */
  address: string | null
  /** Where answers go, and the line at the top that says so; nothing when they are not read. */
  replyTo: string | null
  replyHint: string
  subject: string
  /** The line that mail programs show beside the subject. */
  preview: string
  organisation: string
  pill: { text: string; tone: Tone }
  title: string
  /** The quiet line below the title: number, type, priority, who asked. */
  about: string
  panel: Panel | null
  /** Text as somebody wrote it; line breaks are kept. */
  quotes: { by: string; text: string }[]
  paragraphs: string[]
  /** Several events in one mail, oldest first. */
  news: NewsGroup[]
  /** The figures and tables of a report. */
  figures: FigureOfLetter[]
  tables: TableOfLetter[]
  /** Thumbnails of the brief. */
  pictures: MailPicture[]
  /** Items of the brief, one a line, and their sum. */
  items: string[]
  total: string
  facts: string
  signatures: Signature[]
  rating: Asking | null
  button: { label: string; href: string } | null
  buttonHint: string
  more: { label: string; href: string; rest: string } | null
  why: string
  /** `isOneClick`: a mail program may press it for its reader (RFC 8058). */
  settings: { label: string; href: string; isOneClick?: boolean } | null
}

/** A letter with nothing in it yet but the parts that every letter needs. */
export function blankLetter(
  parts: Pick<Letter, 'subject' | 'title' | 'pill' | 'why'> & Partial<Letter>
): Letter {
  return {
    locale: 'en',
    address: null,
    replyTo: null,
    replyHint: '',
    preview: '',
    organisation: 'Countersign',
    about: '',
    panel: null,
    quotes: [],
    paragraphs: [],
    news: [],
    figures: [],
    tables: [],
    pictures: [],
    items: [],
    total: '',
    facts: '',
    signatures: [],
    rating: null,
    button: null,
    buttonHint: '',
    more: null,
    settings: null,
    ...parts,
  }
}
