import { ask } from './ask.js'

const VERSION = { 'Tus-Resumable': '1.0.0' }

/** What is taken out of a form is thrown away on the server too; what cannot be reached is swept away later. */
export function discard(area, id) {
  return ask('POST', `${area.dataset.uploadUrl}/${id}/discard`).catch(() => {})
}

/** The same for what is on its way; the request that was just stopped may still be ending. */
export async function cancel(address) {
  for (const pause of [300, 1000, 3000, null]) {
    try {
      return await ask('DELETE', address, { headers: VERSION })
    } catch ({ status }) {
      if (status !== 423 || pause === null) return
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}
