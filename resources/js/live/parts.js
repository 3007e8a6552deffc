import { hideBar, showBar } from './bar.js'
import { isTyped } from './typed.js'

/**
 * Puts a part of a region in place of the one that stands there, unless its person is in the middle of something: then
 * a bar says that it changed. data-part="quiet" waits without a bar; data-seen is what a decision here would count for.
 */
export async function fits(part, next, { by, forced, show }) {
  const isMeant = forced === part.id
  if (part.querySelector('canvas, [data-awake]') && wordsOf(part) === wordsOf(next)) return
  if (!isMeant && isBusy(part, next)) {
    const isQuiet = part.dataset.part === 'quiet' || wordsOf(part) === wordsOf(next)
    if (!isQuiet) showBar(part, next.dataset.said, by, show)
    return
  }
  hideBar(part)
  keepOpen(part, next)
  const hadFocus = part.contains(document.activeElement)
  const text = next.outerHTML
  await window.htmx.swap({ text, target: part, swap: 'outerMorph', sourceElement: part })
  if (hadFocus && document.activeElement === document.body) {
    part.tabIndex = -1
    part.focus({ preventScroll: true })
  }
}

function isBusy(part, next) {
  const { seen } = part.dataset
  if (seen && next.dataset.seen && seen !== next.dataset.seen) return true
  if (part.querySelector('dialog:modal, [aria-busy=true], [data-upload-list] .upload, textarea:focus'))
    return true
  const selection = getSelection()
  if (!selection.isCollapsed && part.contains(selection.anchorNode)) return true
  return isTyped(part)
}

/** Menus and other folds stay as they are. */
function keepOpen(part, next) {
  const open = new Set([...part.querySelectorAll('details[open]')].map(keyOf))
  for (const fold of next.querySelectorAll('details')) fold.open ||= open.has(keyOf(fold))
}

function keyOf(fold) {
  return `${fold.closest('[id]')?.id} ${fold.querySelector('summary')?.textContent.trim()}`
}

/** What stands there for eyes, without times that grow by themselves. */
function wordsOf(part) {
  const copy = part.cloneNode(true)
  for (const one of copy.querySelectorAll('time, .live-bar, [hx-morph-skip]')) one.remove()
  return copy.textContent.replace(/\s+/g, ' ').trim()
}
