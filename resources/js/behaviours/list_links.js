import '../../vendor/htmx.js'

// Tabs, chips, sorting and pages of a list load its region in place; the address follows, and back restores it.
document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-list] a[href^="/tickets"]')
  if (
    !link ||
    event.defaultPrevented ||
    event.button ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey ||
    event.altKey
  )
    return
  if (new URL(link.href).pathname !== '/tickets') return
  event.preventDefault()
  window.htmx.ajax('GET', link.getAttribute('href'), {
    source: link,
    target: '#tickets',
    swap: 'outerMorph',
    push: 'true',
  })
  if (link.closest('.pages')) document.getElementById('main')?.scrollIntoView()
})

// The filters close without leaving the list.
document.addEventListener('click', (event) => {
  const closer = event.target.closest('#list-filters [data-filters-close]')
  if (!closer) return
  event.preventDefault()
  document.getElementById('list-filters').replaceChildren()
})
