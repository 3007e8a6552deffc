import '../../vendor/htmx.js'
import { addressOf } from './address.js'
import { say as sayEnded } from './ended.js'
import { showGone } from './bar.js'
import { fits } from './parts.js'

/** Counts what the person does here: an answer that was on its way meanwhile may be older than the page. */
let acts = 0
for (const moment of ['htmx:before:request', 'htmx:after:swap']) {
  document.addEventListener(moment, ({ detail }) => {
    if (detail.ctx.request && detail.ctx.request.method !== 'GET') acts += 1
  })
}

/**
 * Asks for a region as its viewer may see it now, and puts in what differs, part by part.
 * @param tickets ids that changed, or "all"
 * @param forced the id of a part that is put in whatever its person is doing there
 * @returns false when it has to be asked for again
 */
export async function refresh(region, tickets, forced) {
  const before = acts
  const headers = { 'HX-Request': 'true' }
  const address = addressOf(region, tickets)
  const answer = await fetch(address, { headers, redirect: 'manual' }).catch(() => null)
  if (!answer || answer.status >= 500 || answer.status === 429) return false
  if (answer.status === 401) return sayEnded()
  if (answer.status === 404) return showGone(region)
  if (!answer.ok) return true
  const text = await answer.text()
  if (acts !== before || !region.isConnected) return !region.isConnected
  const fresh = Object.assign(document.createElement('template'), { innerHTML: text }).content
  const { by } = fresh.firstElementChild?.dataset ?? {}
  for (const next of fresh.querySelectorAll('[data-part]')) {
    const part = document.getElementById(next.id)
    if (part) await fits(part, next, { by, forced, show: () => refresh(region, tickets, part.id) })
    else await append(next)
  }
  await window.htmx.swap({ text, target: region, swap: 'none', sourceElement: region })
  return true
}

function append(next) {
  const target = document.getElementById(next.parentElement?.id)
  const text = next.outerHTML
  return (
    target?.hasAttribute('data-grows') &&
    window.htmx.swap({ text, target, swap: 'beforeend', sourceElement: target })
  )
}
