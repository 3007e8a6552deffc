import { ask } from './ask.js'
import { mark, tie, untie } from './listbox.js'

const PAUSE = 120
let field, list, timer, length

/** Offers names for what was typed after "@"; `isStill` says whether that still stands there when they come. */
export function suggest(target, typed, isStill) {
  clearTimeout(timer)
  timer = setTimeout(async () => {
    const options = await ask(target, typed)
    if (options === null || !isStill() || document.activeElement !== target) return
    close()
    if (options) open(target, options, typed)
  }, PAUSE)
}

function open(target, options, typed) {
  field = target
  length = typed.length
  list = Object.assign(document.createElement('ul'), { className: 'menu mentions', id: 'mentions' })
  list.innerHTML = options
  field.after(list)
  tie(field, list)
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => pick(event.target.closest('[role=option]')))
}

export function close() {
  clearTimeout(timer)
  if (!list) return
  list.remove()
  untie(field)
  field = list = undefined
}

function pick(option) {
  if (!option) return
  const end = field.selectionStart
  const chosen = field
  field.setRangeText(`${option.dataset.username} `, end - length, end, 'end')
  close()
  chosen.dispatchEvent(new Event('input', { bubbles: true }))
}

document.addEventListener('keydown', press, true)
document.addEventListener('focusout', ({ target }) => target === field && close())

function press(event) {
  if (!list || event.target !== field) return
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step) mark(field, list, step)
  else if (['Enter', 'Tab'].includes(event.key)) pick(list.querySelector('[aria-selected=true]'))
  else if (event.key === 'Escape') close()
  else return
  event.preventDefault()
  event.stopPropagation()
}
