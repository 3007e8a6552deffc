// Charts load their library only where there is one; the figures stand in the table below them either way.
async function drawAll() {
  const figures = document.querySelectorAll('figure[data-chart]')
  if (!figures.length) return
  const { draw } = await import('../charts/draw.js')
  for (const figure of figures) draw(figure)
}

document.addEventListener('htmx:after:swap', drawAll)
document.addEventListener('theme:change', drawAll)
addEventListener('beforeprint', drawAll)
drawAll()
