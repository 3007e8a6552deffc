const probe = document.createElement('i')
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })

/** From now on tokens are read in the light colours, or again in those of the page. */
export function forPaper(onPaper) {
  probe.style.colorScheme = onPaper ? 'light' : ''
}

/** A token such as `--series-1` as the page shows it now, in rgb(): tokens hold light-dark(), which canvas cannot read. */
export function colour(token) {
  probe.hidden = true
  probe.style.color = `var(${token})`
  document.body.append(probe)
  canvas.clearRect(0, 0, 1, 1)
  canvas.fillStyle = getComputedStyle(probe).color
  canvas.fillRect(0, 0, 1, 1)
  probe.remove()
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data
  return `rgb(${red}, ${green}, ${blue})`
}

/** A fill that differs by pattern as well as hue, for grey print: plain, stripes, dots. */
export function pattern(token, index) {
  if (index === 0) return colour(token)
  const tile = document.createElement('canvas')
  tile.width = tile.height = 8
  const context = tile.getContext('2d')
  context.fillStyle = colour(token)
  context.fillRect(0, 0, 8, 8)
  context.strokeStyle = context.fillStyle = colour('--surface')
  context.lineWidth = 1.5
  context.beginPath()
  if (index === 1)
    for (const shift of [-4, 4, 12]) (context.moveTo(shift - 4, 8), context.lineTo(shift + 4, 0))
  else context.arc(4, 4, 1.4, 0, 7)
  if (index === 1) context.stroke()
  else context.fill()
  return context.createPattern(tile, 'repeat')
}
