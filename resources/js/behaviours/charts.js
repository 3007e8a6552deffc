import { keepKeys, offerKeys, restoreKeys } from '../charts/keys.js'

// Charts come drawn by the server. Whoever points at one, or reaches one of its keys, gets a live one in its place: the
// library is loaded then and not before.
const LIVE = 'figure[data-chart]:has(> script)'

async function wake(figure, event) {
  if ('awake' in figure.dataset) return
  figure.dataset.awake = ''
  const { draw } = await import('../charts/draw.js')
  draw(figure)
  const at = { clientX: event.clientX, clientY: event.clientY, bubbles: true }
  if (event.clientX) figure.querySelector('canvas').dispatchEvent(new MouseEvent('mousemove', at))
}

function wakeAt(event) {
  const figure = event.target.closest?.(LIVE)
  if (figure) wake(figure, event)
}

async function toggle(event) {
  const button = event.target.closest?.('button.key')
  const figure = button?.closest(LIVE)
  if (!figure) return
  const { show } = await import('../charts/draw.js')
  const isShown = button.getAttribute('aria-pressed') === 'false'
  button.setAttribute('aria-pressed', String(isShown))
  await wake(figure, event)
  show(figure, [...figure.querySelectorAll('button.key')].indexOf(button), isShown)
}

async function repaint() {
  if (!document.querySelector('figure[data-awake]')) return
  const { draw } = await import('../charts/draw.js')
  for (const figure of document.querySelectorAll('figure[data-awake]')) draw(figure)
}

document.addEventListener('pointerover', wakeAt, { passive: true })
document.addEventListener('focusin', wakeAt)
document.addEventListener('click', toggle)
document.addEventListener('htmx:before:swap', keepKeys)
document.addEventListener('htmx:after:swap', () => {
  offerKeys()
  for (const figure of restoreKeys()) wake(figure, {})
})
document.addEventListener('theme:change', repaint)
offerKeys()
