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

/** The keys of several series become buttons that show and hide them. */
function offerKeys() {
  for (const figure of document.querySelectorAll(LIVE)) {
    const keys = figure.querySelectorAll('span.key')
    if (keys.length < 2 || figure.dataset.chart === 'ring') continue
    keys[0].closest('.keys').removeAttribute('aria-hidden')
    for (const key of keys) key.replaceWith(buttonOf(key))
  }
}

function buttonOf(key) {
  const button = document.createElement('button')
  button.className = 'key'
  button.type = 'button'
  button.setAttribute('aria-pressed', 'true')
  button.append(...key.childNodes)
  return button
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
document.addEventListener('htmx:after:swap', offerKeys)
document.addEventListener('theme:change', repaint)
offerKeys()
