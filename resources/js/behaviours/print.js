// A button that prints the page. The browser's own command does the same, so without scripts it is not shown.
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-print]')) print()
})
