const STAY = 8000
const timers = new WeakMap()

/** Shows a sentence on the toast shelf. A toast with tone "stop" stays until the next page. */
export function showToast(text, tone) {
  const shelf = document.getElementById('toasts')
  const toast = document.getElementById('toast-pattern').content.firstElementChild.cloneNode(true)
  if (tone === 'stop') toast.dataset.toast = 'stay'
  if (tone) toast.dataset.tone = tone
  toast.querySelector('p').textContent = text
  if ([...shelf.children].some((other) => other.textContent.trim() === text)) return
  shelf.append(toast)
}

function wait(toast) {
  if (toast.dataset.toast === 'stay' || timers.has(toast)) return
  timers.set(
    toast,
    setTimeout(() => toast.remove(), STAY)
  )
}

function hold(toast) {
  clearTimeout(timers.get(toast))
  timers.delete(toast)
}

const shelf = document.getElementById('toasts')
if (shelf) {
  const waitAll = () => shelf.querySelectorAll('[data-toast]').forEach(wait)
  for (const enter of ['pointerover', 'focusin']) {
    shelf.addEventListener(enter, () => shelf.querySelectorAll('[data-toast]').forEach(hold))
  }
  for (const leave of ['pointerout', 'focusout']) shelf.addEventListener(leave, waitAll)
  shelf.addEventListener('click', (event) =>
    event.target.closest('[data-toast-close]')?.closest('.toast').remove()
  )
  new MutationObserver(waitAll).observe(shelf, { childList: true })
  waitAll()
}
