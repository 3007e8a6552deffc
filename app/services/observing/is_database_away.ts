/** Codes of PostgreSQL (appendix "Error Codes": class 08, 53300, 57P01–57P05) and of the socket to it. */
const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
])

/** What pg (8.x, lib/client.js) says without a code when a connection is lost, and when an answer never comes. */
const SENTENCES =
  /Connection terminated|Connection ended unexpectedly|not queryable|timeout expired|Query read timeout/

/**
 * True when an error says that the database, or the connection to it, is gone: the request may be sent again later and
 * nothing of it was stored, or nobody can know (a commit without an answer).
 */
export function isDatabaseAway(error: unknown): boolean {
  const { code, syscall, message } = Object(error) as NodeJS.ErrnoException
  // The socket file of a stopped server is missing; any other missing file is no matter of the database.
  if (code === 'ENOENT') return syscall === 'connect'
  if (code !== undefined) return CODES.has(code)
  return SENTENCES.test(message ?? '')
}
