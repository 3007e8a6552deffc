import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { Invalid } from '#exceptions/refusals'
import { stepOut } from '#middleware/overload_middleware'
import { forgetFiles, receiveFiles } from '#services/files/receive_files'

/** A certificate of a ticket with dozens of versions of a long brief stays far below. */
const MOST_BYTES = 2 * 1024 * 1024

/**
 * What somebody wants to have checked: the file of the form, else the text that was pasted.
 * @throws Invalid 422 for nothing and for a file that is too long
 */
export async function readCertificateText(ctx: HttpContext): Promise<string> {
  const text = await (ctx.request.is(['multipart/form-data']) ? readFileOf(ctx) : null)
  const given = text ?? ctx.request.input('text')
  if (typeof given !== 'string' || given.trim() === '') {
    throw new Invalid('text', 'certificate.nothing')
  }
  return given
}

async function readFileOf(ctx: HttpContext): Promise<string | null> {
  // A client that sends slowly holds none of the places for work.
  const comeBack = stepOut(ctx)
  const received = await receiveFiles(ctx, { files: 1, bytes: MOST_BYTES })
  try {
    await comeBack()
    const file = received.find(({ bytes }) => bytes > 0)
    if (!file) return null
    if (file.isTooBig || file.isTooMany) throw new Invalid('text', 'certificate.too_long')
    return await readFile(file.path, 'utf8')
  } finally {
    await forgetFiles(received)
  }
}
