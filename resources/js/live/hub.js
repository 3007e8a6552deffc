import { createLookers } from './lookers.js'
import { createRecent } from './recent.js'
import { createStream } from './stream.js'

/** Without a visible page for so long, the stream is closed; the next visible one opens it and catches up. */
const REST = 30_000

/**
 * Everything that one browser has to do once, however many tabs it has: the stream, and saying which tickets are looked
 * at. A tab is known by an id and says { isVisible, tickets, token, at }, the last when it was made.
 * @param tell (id, message) brings a message to one tab
 * @param viewer as whom the tabs were made
 */
export function createHub(tell, viewer) {
  const tabs = new Map()
  const lookers = createLookers(tabs, tell)
  const source = createStream(hear, viewer)
  const recent = createRecent()
  let resting = null

  function hear(name, content) {
    if (name === 'hello') {
      recent.begin(content.at || Date.now())
      return lookers.begin(content.stream)
    }
    if (name === 'looking') lookers.keep(content)
    else if (name === 'end') lookers.end()
    else recent.keep({ name, ...content })
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

  return {
    hear(id, tab) {
      if (!tabs.has(id)) {
        lookers.show(id, tab)
        for (const message of recent.since(tab.at)) tell(id, message)
      }
      tabs.set(id, tab)
      consider()
    },
    leave: (id) => tabs.delete(id) && consider(),
    close,
  }
}
