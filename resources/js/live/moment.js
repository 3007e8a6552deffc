const SPREAD = 2000
/** Between two questions for one region; a list has many reasons to ask. */
const GAP = 4000
/** After its person's own act a region is as it should be; what comes at that moment is mostly about that act. */
const OWN = { news: 1000, wait: 8000 }
const asked = new Map()
const acted = new Map()

/** Milliseconds until a region may be asked for: at a moment of its own, so that not all pages ask at once. */
export function waitOf(id) {
  const now = performance.now()
  const isOwn = now - (acted.get(id) ?? -Infinity) < OWN.news
  const gap = (asked.get(id) ?? -Infinity) + GAP - now
  return Math.max(isOwn ? OWN.wait : 0, gap) + Math.random() * SPREAD
}

export function noteAsked(id) {
  asked.set(id, performance.now())
}

/** @param then gets the id of a region that its person's own act has just brought up to date */
export function onOwnAct(then) {
  document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
    const id = ctx.target?.id
    if (!id || !ctx.request || ctx.request.method === 'GET') return
    acted.set(id, performance.now())
    then(id)
  })
}
