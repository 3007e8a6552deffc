/**
 * The session is over, or shows the desk as somebody else now ("changed"): the page says so and keeps what was typed.
 * Returns true: there is nothing to ask again.
 */
export function say(why) {
  if (document.querySelector('.live-ended')) return true
  const words = document.getElementById(why === 'changed' ? 'live-changed' : 'live-ended')
  if (!words) return true
  const notice = words.content.firstElementChild.cloneNode(true)
  document.body.append(notice)
  document.addEventListener('visibilitychange', lookAgain)
  addEventListener('focus', lookAgain)
  return true
}

/** Who signed in again in another tab goes on here: the page gets the new session's token. */
async function lookAgain() {
  const meta = document.querySelector('meta[name="live"]')
  if (document.hidden) return
  const answer = await fetch(location.href, { redirect: 'manual' }).catch(() => null)
  if (!answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.querySelector('meta[name="live"]')
  if (fresh?.dataset.viewer !== meta.dataset.viewer) return
  document.removeEventListener('visibilitychange', lookAgain)
  removeEventListener('focus', lookAgain)
  const token = page.querySelector('meta[name="csrf-token"]').content
  document.querySelector('meta[name="csrf-token"]').content = token
  for (const field of document.querySelectorAll('input[name="_csrf"]')) field.value = token
  document.querySelector('.live-ended')?.remove()
  const { join } = await import('./join.js')
  await join()
  const { hear } = await import('./news.js')
  hear({ name: 'again' })
}
