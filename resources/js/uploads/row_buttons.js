import { rowOf } from './row.js'

// Again, for a file that did not arrive; the picker, for one that has to be chosen again.
document.addEventListener('click', ({ target }) => {
  const element = target.closest('.upload')
  if (target.closest('[data-upload-retry]')) rowOf(element)?.again()
  if (!target.closest('[data-upload-choose]')) return
  element.closest('[data-upload]').querySelector('input[type=file]').click()
})
