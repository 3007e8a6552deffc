import { createLookers } from './lookers.js'
import { createStream } from './stream.js'

/** Without a visible page for so long, the stream is closed; the next visible one opens it and catches up. */
const REST = 30_000
/** News of the last minute, for tabs that were made before them and come after. */
const KEPT = 60_000
const SLACK = 2000

/**
 * Everything that one browser has to do once, however many tabs it has: the stream, and saying which tickets are looked
 * at. A tab is known by an id and says { isVisible, tickets, token, at }, the last when it was made.
 * @param tell (id, message) brings a message to one tab
 */
export function createHub(tell) {
  const tabs = new Map()
  const lookers = createLookers(tabs, tell)
  const source = createStream(hear)
  let recent = []
  let clock = null
  let resting = null

  const now = () => clock.at + performance.now() - clock.heard

  function hear(name, content) {
    if (name === 'hello') {
      clock = { at: content.at || Date.now(), heard: performance.now() }
      return lookers.begin(content.stream)
    }
    if (name === 'looking') lookers.keep(content)
    else if (clock) recent.push({ at: now(), message: { name, ...content } })
    if (name === 'end') lookers.end()
    for (const id of tabs.keys()) tell(id, { name, ...content })
  }

  function consider() {
    clearTimeout(resting)
    const visible = [...tabs.values()].find((tab) => tab.isVisible)
    if (visible) source.open(visible.at)
    else resting = setTimeout(close, REST)
    lookers.consider()
  }

  function close() {
    clearTimeout(resting)
    source.close()
    lookers.end()
  }

  function showMissed(id, tab) {
    lookers.show(id, tab)
    recent = clock ? recent.filter(({ at }) => at > now() - KEPT) : []
    for (const { at, message } of recent) if (at > tab.at - SLACK) tell(id, message)
  }

  return {
    hear(id, tab) {
      if (!tabs.has(id)) showMissed(id, tab)
      tabs.set(id, tab)
      consider()
    },
    leave: (id) => tabs.delete(id) && consider(),
    close,
  }
}
