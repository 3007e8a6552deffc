import { csrfToken } from '../behaviours/csrf.js'
import { Problem } from './problem.js'

const PART = 5 * 1024 * 1024
const PAUSES = [0, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000]
const PASSING = [0, 408, 409, 423, 429]

/**
 * Carries a file to its upload, from wherever that stands. A line that drops is tried again for two minutes since the last
 * part that arrived, and at once when the browser is back on line. Rejects with a Problem.
 */
export async function travel(address, row) {
  await import('../../vendor/tus.js')
  const statusOf = (error) => error.originalResponse?.getStatus() ?? 0
  const isPassing = (error) => PASSING.includes(statusOf(error)) || statusOf(error) >= 500
  return new Promise((resolve, reject) => {
    const upload = new window.tus.Upload(row.file, {
      uploadUrl: new URL(address, location.href).href,
      chunkSize: PART,
      retryDelays: PAUSES,
      storeFingerprintForResuming: false,
      headers: { Accept: 'application/json' },
      onBeforeRequest: (request) => request.setHeader('X-CSRF-TOKEN', csrfToken()),
      onShouldRetry: (error) => {
        if (isPassing(error)) row.stands(row.there, 'dropped')
        return isPassing(error)
      },
      onProgress: (sent) => row.stands(sent, 'sending'),
      // What was sent has not arrived before the server says so.
      onChunkComplete: (part, there) => (row.there = there),
      onSuccess: () => end(resolve),
      onError: (error) => end(reject, new Problem(statusOf(error), sentenceOf(error))),
    })
    const goOn = () => row.state === 'dropped' && upload.abort().then(() => upload.start())
    const end = (settle, problem) => {
      removeEventListener('online', goOn)
      settle(problem)
    }
    row.stop = () => upload.abort().then(() => end(reject, new Problem(0)))
    addEventListener('online', goOn)
    upload.start()
  })
}

function sentenceOf({ originalResponse }) {
  try {
    return JSON.parse(originalResponse.getBody()).error
  } catch {
    return ''
  }
}
