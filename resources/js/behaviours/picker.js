// [data-picker] says on its closed face who is ticked inside.
document.addEventListener('change', (event) => {
  const picker = event.target.closest('[data-picker]')
  if (!picker) return
  const face = picker.querySelector('[data-picker-count]')
  const names = [...picker.querySelectorAll('input:checked')].map((box) =>
    box.closest('label').textContent.trim()
  )
  face.textContent = names.join(', ') || face.dataset.empty
})

// A click elsewhere and Escape close it.
document.addEventListener('click', (event) => {
  for (const picker of document.querySelectorAll('[data-picker][open]')) {
    if (!picker.contains(event.target)) picker.open = false
  }
})

document.addEventListener('keydown', (event) => {
  const picker = event.key === 'Escape' && event.target.closest?.('[data-picker][open]')
  if (!picker) return
  picker.open = false
  picker.querySelector('summary').focus()
})
