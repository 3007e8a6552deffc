let draw

// Charts load their library only where there is one; the figures stand in the table below them either way.
async function drawAll() {
  if (!document.querySelector('figure[data-chart]')) return
  draw ??= (await import('../charts/draw.js')).draw
  redraw(false)
}

/** Paper takes the light colours whatever the screen shows, and the browser waits for nothing while it prints. */
function redraw(onPaper) {
  if (!draw) return
  for (const figure of document.querySelectorAll('figure[data-chart]')) draw(figure, onPaper)
}

document.addEventListener('htmx:after:swap', drawAll)
document.addEventListener('theme:change', () => redraw(false))
addEventListener('beforeprint', () => redraw(true))
addEventListener('afterprint', () => redraw(false))
drawAll()
