/** Who goes from page to page does not leave the ticket in between. */
const PAUSE = 400

/**
 * Says to the desk which tickets are looked at in this browser, and keeps who else looks at them for tabs that come
 * later.
 * @param tabs what the hub knows of each tab, by id
 */
export function createLookers(tabs, tell) {
  const known = new Map()
  let stream = null
  let said = ''
  let timer = null

  function say() {
    const visible = [...tabs.values()].filter((tab) => tab.isVisible)
    const tickets = [...new Set(visible.flatMap((tab) => tab.tickets))].sort()
    if (!stream || said === String(tickets)) return
    said = String(tickets)
    const headers = {
      'Content-Type': 'application/json',
      'X-CSRF-TOKEN': visible[0]?.token ?? token(),
    }
    const body = JSON.stringify({ stream, tickets })
    fetch('/live/looking', { method: 'POST', headers, body }).catch(() => (said = ''))
  }

  const token = () => [...tabs.values()].at(-1)?.token ?? ''

  return {
    begin(id) {
      stream = id
      said = ''
      known.clear()
      say()
    },
    end() {
      stream = null
      clearTimeout(timer)
    },
    consider() {
      clearTimeout(timer)
      timer = setTimeout(say, PAUSE)
    },
    keep: (looking) => known.set(looking.ticket, looking),
    /** What a tab that has just come would have heard. */
    show(id, { tickets }) {
      for (const ticket of tickets) {
        if (known.has(ticket)) tell(id, { name: 'looking', ...known.get(ticket) })
      }
    },
  }
}
