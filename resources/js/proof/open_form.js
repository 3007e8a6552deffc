/** Lifts the form of a new pin out of the page, to stand beside its mark, with a button to put it back. */
export function openForm({ form, words }) {
  if (!form.querySelector('[data-pin-cancel]')) {
    const button = document.createElement('button')
    Object.assign(button, { type: 'button', className: 'button', textContent: words.cancel })
    Object.assign(button.dataset, { kind: 'quiet', pinCancel: '' })
    const submit = form.querySelector('button:not([type=button])')
    submit.dataset.kind = 'primary'
    submit.after(button)
  }
  // News from others leave it as it stands, until it is sent.
  form.setAttribute('hx-morph-skip', '')
  form.addEventListener('submit', () => form.removeAttribute('hx-morph-skip'), { once: true })
  form.popover = 'manual'
  if (form.showPopover && !form.matches(':popover-open')) form.showPopover()
}

/** Puts it back into the page, with all that was typed. */
export function closeForm({ form }) {
  form?.removeAttribute('hx-morph-skip')
  form?.removeAttribute('popover')
  form?.querySelector('[data-pin-cancel]')?.remove()
  // One word of thanks is enough, however fast one pin follows the other.
  for (const toast of [...document.querySelectorAll('.toast')].slice(0, -1)) toast.remove()
}
