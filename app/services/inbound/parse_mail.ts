import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'

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

/** Of one mail: time, and memory of its thread. */
export const LIMITS = { seconds: 20, megabytes: 384 }

/**
 * Takes a mail apart in a thread with bounded time and memory: the parser follows whatever a stranger wrote, and neither
 * endless nesting nor a text that it reads again and again may hold up the worker.
 * @returns null when it cannot be read within 20 s
 */
export async function parseMail(raw: Buffer): Promise<ParsedMail | null> {
  const bytes = new Uint8Array(raw)
  const thread = new Worker(new URL(`./mail_thread${extname(import.meta.url)}`, import.meta.url), {
    workerData: bytes,
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.megabytes },
    env: { NODE_ENV: process.env.NODE_ENV },
    stdout: true,
    stderr: true,
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<ParsedMail | null>((resolve) => {
      timer = setTimeout(() => resolve(null), LIMITS.seconds * 1000)
      thread.once('message', resolve)
      thread.once('error', () => resolve(null))
      thread.once('exit', () => resolve(null))
    })
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}
