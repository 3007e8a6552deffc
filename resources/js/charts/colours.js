const LINES = [
  '',
  'M-2 2L2-2M0 8L8 0M6 10L10 6',
  'M2 2h.01M6 6h.01',
  'M0 4H8M4 0V8',
  'M-2 6L2 10M0 0L8 8M6-2L10 2',
  'M0 2H8M0 6H8',
]
const probe = document.createElement('i')
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })

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

/** A fill that differs by pattern as well as hue, for grey eyes: as the server's. */
export function pattern(token, index) {
  if (index === 0) return colour(token)
  const tile = document.createElement('canvas')
  tile.width = tile.height = 8
  const context = tile.getContext('2d')
  context.fillStyle = colour(token)
  context.fillRect(0, 0, 8, 8)
  context.strokeStyle = colour('--surface')
  context.lineCap = 'round'
  context.lineWidth = index === 2 ? 3 : 1.5
  context.stroke(new Path2D(LINES[index]))
  return context.createPattern(tile, 'repeat')
}
