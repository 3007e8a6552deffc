import { formatSize } from './format_size.js'
import { say } from './say.js'

// Not over yet, so that its form waits for it; and what is said aloud when it happens.
const BUSY = ['waiting', 'sending', 'checking', 'dropped', 'signedOut']
const SAID = ['done', 'failed', 'refused', 'dropped', 'signedOut', 'stopped']

const rows = new WeakMap()

export const rowsOf = (area) =>
  [...area.querySelectorAll('.upload')].map((one) => rows.get(one)).filter(Boolean)
export const rowOf = (element) => rows.get(element)
export const wordsOf = (area) => JSON.parse(patternOf(area).dataset.words)
const patternOf = (area) => area.querySelector('template[data-upload-row]')

/**
 * Puts a row for a file into the area's list. `show(state, sentence)` says how it stands: waiting, sending, dropped,
 * signedOut, checking, done, failed (may go again), refused (may not), stopped (the file has to be chosen again);
 * `stands(bytes, state)` also how much has come.
 */
export function makeRow(area, { name, bytes, stamp }) {
  const element = patternOf(area).content.firstElementChild.cloneNode(true)
  const part = (key) => element.querySelector(`[data-${key}]`)
  const row = { element, stamp, words: wordsOf(area), state: '', percent: 0, isGone: false }
  const fill = (text) => text.replace('{percent}', row.percent).replace('{name}', () => name)
  part('name').textContent = name
  part('size').textContent = formatSize(bytes)
  for (const button of element.querySelectorAll('button')) {
    const verb = button.textContent.trim() || button.dataset.uploadRemove
    button.setAttribute('aria-label', `${verb} ${name}`)
  }
  element.querySelector('progress').setAttribute('aria-label', name)
  row.show = (state, sentence = row.words[state]) => {
    const isNews = state !== row.state
    row.state = element.dataset.state = state
    element.setAttribute('aria-busy', BUSY.includes(state))
    row.sentence = part('state-words').textContent = fill(sentence)
    if (isNews && SAID.includes(state)) say(area, `${name}: ${row.sentence}`)
    area.dispatchEvent(new CustomEvent('upload:change', { bubbles: true }))
  }
  row.stands = (bytesThere, state) => {
    row.percent = Math.floor((100 * bytesThere) / bytes)
    element.querySelector('progress').value = row.percent
    row.show(state)
  }
  row.remove = () => {
    row.isGone = true
    row.stop?.()
    element.remove()
    area.dispatchEvent(new CustomEvent('upload:change', { bubbles: true }))
  }
  rows.set(element, row)
  const list = area.querySelector('[data-upload-list]')
  list.setAttribute('hx-morph-skip', '')
  list.append(element)
  return row
}
