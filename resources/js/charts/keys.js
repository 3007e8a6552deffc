const LIVE = 'figure[data-chart]:has(> script)'
let kept = []

const buttonsOf = (figure) => [...figure.querySelectorAll('button.key')]

/** The keys of several series become buttons that show and hide them. */
export function offerKeys() {
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

/** Remembers which series were hidden and which key has the focus, before newer figures come. */
export function keepKeys() {
  kept = [...document.querySelectorAll(LIVE)].map((figure) => ({
    isAwake: 'awake' in figure.dataset,
    pressed: buttonsOf(figure).map((key) => key.getAttribute('aria-pressed')),
    focused: buttonsOf(figure).indexOf(document.activeElement),
  }))
}

/** Puts that back where as many series stand. @returns the figures that were alive and are to be woken */
export function restoreKeys() {
  const figures = [...document.querySelectorAll(LIVE)]
  return figures.filter((figure, at) => {
    const { isAwake, pressed, focused } = kept[at] ?? {}
    const keys = buttonsOf(figure)
    if (!isAwake || figures.length !== kept.length || keys.length !== pressed.length) return false
    keys.forEach((key, index) => key.setAttribute('aria-pressed', pressed[index]))
    if (focused >= 0 && document.activeElement !== keys[focused]) {
      keys[focused].focus({ preventScroll: true })
    }
    return true
  })
}
