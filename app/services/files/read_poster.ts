import type { IncomingMessage } from 'node:http'
import { Refusal } from '#exceptions/refusals'

const MOST_BYTES = 2 * 1024 * 1024

/**
 * Reads a picture that is sent as the body itself.
 * @throws Refusal 413 beyond 2 MB, 415 for anything that calls itself no JPEG, PNG or WebP
 */
export async function readPoster(body: IncomingMessage): Promise<Buffer> {
  if (!/^image\/(jpeg|png|webp)$/.test(body.headers['content-type'] ?? '')) {
    throw new Refusal('unreadable_input', {}, 415)
  }
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) throw new Refusal('unreadable_input', {}, 413)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
