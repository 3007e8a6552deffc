import { showToast } from '../behaviours/toast.js'

/** The area that files dropped or pasted at an element belong to: around it, in its form, or the only one of the page. */
export function areaAt(target) {
  const near =
    target.closest?.('[data-upload]') ?? target.closest?.('form')?.querySelector('[data-upload]')
  const all = document.querySelectorAll('[data-upload]')
  return near ?? (all.length === 1 ? all[0] : null)
}

/** Gives files to an area. All that sends is loaded with the first file. */
export async function give(area, list, how) {
  // The browser empties its lists once the event is over.
  const files = [...list]
  if (!area.dataset.uploadUrl) return (await import('./fill_field.js')).fillField(area, files)
  // Its form waits from the first moment on (behaviours/hold_form.js).
  area.setAttribute('aria-busy', 'true')
  try {
    const { take } = await import('./take.js')
    take(area, files, how)
  } catch {
    showToast(document.getElementById('words').dataset.network, 'stop')
  } finally {
    area.removeAttribute('aria-busy')
    area.dispatchEvent(new CustomEvent('upload:change', { bubbles: true }))
  }
}
