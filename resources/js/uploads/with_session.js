import { ask } from './ask.js'
import { Problem } from './problem.js'

const ASKED_EVERY = 10_000

let waiting = null

/** Does the work; when the session has ended meanwhile, waits until its person has signed in again, and goes on. */
export async function withSession(row, work) {
  for (let isRenewed = false; ; isRenewed = true) {
    try {
      return await work()
    } catch (problem) {
      const isOut = problem.status === 401 || (problem.status === 403 && !isRenewed)
      if (!isOut || row.isGone) throw problem
      if (problem.status === 401) row.stands(row.there ?? 0, 'signedOut')
      waiting ??= signedIn().finally(() => (waiting = null))
      if (!(await waiting)) throw new Problem(403, row.words.another)
    }
  }
}

/** Asks until somebody is signed in. @returns true when it is this page's person, who gets the token of his new session */
async function signedIn() {
  for (;;) {
    const answer = await ask('GET', '/uploads/resumable').catch(() => null)
    if (answer) return renew(answer.json.token)
    await new Promise((resolve) => {
      const over = new AbortController()
      const timer = setTimeout(() => look(), ASKED_EVERY)
      const look = () => (clearTimeout(timer), over.abort(), resolve())
      addEventListener('focus', look, { signal: over.signal })
    })
  }
}

function renew(token) {
  const place = document.querySelector('meta[name="csrf-token"]')
  const ownerOf = (one) => one.match(/^of(\d+)x/)?.[1]
  if (!token || ownerOf(token) !== ownerOf(place.content)) return false
  place.content = token
  for (const field of document.querySelectorAll('input[name="_csrf"]')) field.value = token
  return true
}
