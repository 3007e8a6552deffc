import { csrfToken } from '../behaviours/csrf.js'
import { Problem } from './problem.js'

/** Asks the server and gives its answer, with its body read; throws a Problem for every other one. */
export async function ask(method, address, { headers = {}, body } = {}) {
  const own = { 'Accept': 'application/json', 'X-CSRF-TOKEN': csrfToken(), ...headers }
  const answer = await fetch(address, { method, body, headers: own }).catch(() => null)
  if (!answer) throw new Problem(0)
  const json = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Problem(answer.status, json.error)
  return { json, headers: answer.headers }
}
