import { fork } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface MailPart {
  /** As the sender wrote it, possibly empty or hostile. */
  name: string
  mime: string
  contentId: string
  /** Part of the text, like the logo of a signature. */
  isInline: boolean
  content: Uint8Array
}

export interface ParsedMail {
  /** The plain text, or the words of the HTML when there is none. */
  text: string
  html: string
  attachments: MailPart[]
  /** Attachments beyond the most that are read. */
  leftOut: number
}

/** Of one mail: time, and memory of its process. */
export const LIMITS = { seconds: 20, megabytes: 384 }

const READER = fileURLToPath(new URL(`./mail_reader${extname(import.meta.url)}`, import.meta.url))

/**
 * Takes a mail apart in a process with bounded time and memory: the parser follows whatever a stranger wrote, and neither
 * endless nesting nor a text that it reads again and again may hold up the worker. A thread would not do: V8 aborts the
 * whole process when native code meets the limit of one thread.
 * @returns null when it cannot be read within 20 s
 */
export async function parseMail(raw: Buffer): Promise<ParsedMail | null> {
  const reader = fork(READER, [], {
    execArgv: [...process.execArgv, `--max-old-space-size=${LIMITS.megabytes}`],
    env: { NODE_ENV: process.env.NODE_ENV },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<ParsedMail | null>((resolve) => {
      timer = setTimeout(() => resolve(null), LIMITS.seconds * 1000)
      reader.once('message', (mail: ParsedMail) => resolve(mail))
      reader.once('error', () => resolve(null))
      reader.once('exit', () => resolve(null))
      // A reader that ends before it took the mail in says so by its exit.
      reader.send(raw, () => {})
    })
  } finally {
    clearTimeout(timer)
    reader.kill('SIGKILL')
  }
}
