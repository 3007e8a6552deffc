// Files that stand in a form stay there when the region around it is swapped for another reason (uploads/row.js has the list
// left out of it); with the answer to their own form they go.
document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
  const isTaken = ctx.sourceElement?.matches?.('form') && ctx.response?.status < 300
  for (const list of document.querySelectorAll('[data-upload-list][hx-morph-skip]')) {
    if (isTaken && ctx.sourceElement.contains(list)) {
      list.replaceChildren()
      list.removeAttribute('hx-morph-skip')
    } else if (list.children.length > 0 && list.closest('details'))
      list.closest('details').open = true
  }
})
