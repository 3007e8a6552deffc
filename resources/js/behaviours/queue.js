const EVERY = 15_000

// A queue says who else has its tickets open: the page asks while it is seen, and only where it shows a queue.
const queue = document.querySelector('[data-queue]')

if (queue) {
  setInterval(() => !document.hidden && ask(), EVERY)
  document.addEventListener('visibilitychange', () => !document.hidden && ask())
}

async function ask() {
  const rows = document.querySelectorAll('#queue [data-looking]')
  const shown = [...rows].map((row) => row.dataset.looking)
  if (shown.length === 0) return
  const address = `/queue/${queue.dataset.queue}/lookers?shown=${shown.join('.')}`
  const answer = await fetch(address, { redirect: 'manual' }).catch(() => null)
  if (!answer?.ok) return
  const { show } = await import('../live/looking.js')
  for (const looking of await answer.json()) show(looking)
}
