import { csrfToken } from './csrf.js'

// An upload that is taken out of a form is thrown away on the server too; what cannot be reached is swept away later.
document.addEventListener(
  'click',
  (event) => {
    const row = event.target.closest('[data-upload-remove]')?.closest('.upload')
    const area = row?.closest('[data-upload-url]')
    const id = area && row.querySelector(`input[name="${area.dataset.uploadField}"]`)?.value
    if (!id) return
    const headers = { 'X-CSRF-TOKEN': csrfToken(), 'Accept': 'application/json' }
    fetch(`${area.dataset.uploadUrl}/${id}/discard`, { method: 'POST', headers }).catch(() => {})
    area.dispatchEvent(new Event('input', { bubbles: true }))
  },
  true
)
