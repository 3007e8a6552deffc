/**
 * The two ways to look: beside each other, or the newer over the older and cut at a line that is dragged, or moved by the
 * slider below.
 */
export function slide(root) {
  const label = root.querySelector('[data-slide]')
  const slider = label.querySelector('input')
  const sides = root.querySelector('.compare-sides')
  const line = document.createElement('div')
  line.className = 'compare-line'
  line.setAttribute('aria-hidden', 'true')

  const cut = () => sides.style.setProperty('--cut', `${slider.value}%`)
  const show = (mode) => {
    root.dataset.mode = mode
    label.hidden = mode !== 'slider'
    if (mode === 'slider') sides.append(line)
    else line.remove()
    for (const button of root.querySelectorAll('[data-compare-mode]')) {
      button.setAttribute('aria-pressed', String(button.dataset.compareMode === mode))
    }
  }
  root.addEventListener('click', ({ target }) => {
    const mode = target.closest('[data-compare-mode]')?.dataset.compareMode
    if (mode) show(mode)
  })
  slider.addEventListener('input', cut)
  line.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    line.setPointerCapture(event.pointerId)
  })
  line.addEventListener('pointermove', (event) => {
    if (!line.hasPointerCapture(event.pointerId)) return
    const { left, width } = sides.getBoundingClientRect()
    slider.value = Math.round((100 * (event.clientX - left)) / width)
    cut()
  })
  cut()
}
