// A button that prints the page. The browser's own command does the same, so without scripts it is not shown.
document.addEventListener('click', async (event) => {
  if (!event.target.closest('[data-print]')) return
  await pictures()
  print()
})
addEventListener('beforeprint', pictures)

// A page that is there to be printed has its pictures from the start.
if (document.querySelector('[data-paper]')) pictures()

/** Pictures further down are loaded when somebody gets there: paper holds them too, unless they take too long. */
async function pictures() {
  const late = [...document.querySelectorAll('img[loading="lazy"]')].filter((one) => !one.complete)
  for (const one of late) one.loading = 'eager'
  const all = Promise.allSettled(late.map((one) => one.decode()))
  await Promise.race([all, new Promise((done) => setTimeout(done, 3000))])
}
