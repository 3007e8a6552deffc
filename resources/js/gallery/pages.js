// The pages of a PDF, one below the other; each is drawn when it comes near and let go when it is far away.
const place = document.querySelector('[data-pdf]')
const nearby = new Set()
if (place) show().catch(fail)

async function show() {
  const { openPdf } = await import('../pdf/open_pdf.js')
  const pdf = await openPdf(place.dataset.pdf)
  const first = await pdf.sizeOf(1)
  const pages = Array.from({ length: pdf.pages }, (_, at) => pageOf(at + 1, first))
  for (const one of place.querySelectorAll('[data-without-pages]')) one.remove()
  place.append(...pages)
  const near = new IntersectionObserver((seen) => seen.forEach((one) => turn(pdf, one)), {
    rootMargin: '100% 0px',
  })
  for (const page of pages) near.observe(page)
  addEventListener('pagehide', () => pdf.close(), { once: true })
}

function pageOf(number, { width, height }) {
  const canvas = document.createElement('canvas')
  canvas.className = 'gallery-page'
  canvas.dataset.number = number
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', place.dataset.page.replace('{page}', number))
  fit(canvas, width, height)
  return canvas
}

/** Before it is drawn a page has its shape already, so that nothing jumps. */
function fit(canvas, width, height) {
  canvas.style.aspectRatio = `${width} / ${height}`
}

async function turn(pdf, { target: canvas, isIntersecting }) {
  const number = Number(canvas.dataset.number)
  if (!isIntersecting) {
    nearby.delete(canvas)
    return letGo(canvas)
  }
  nearby.add(canvas)
  const { width, height } = await pdf.sizeOf(number)
  if (!nearby.has(canvas)) return
  fit(canvas, width, height)
  const scale = (canvas.clientWidth / width) * Math.min(devicePixelRatio, 3)
  await pdf.draw(number, canvas, scale).catch(() => {})
  // Somebody scrolled past before it stood there.
  if (!nearby.has(canvas)) letGo(canvas)
}

/** An empty canvas gives its memory back. */
const letGo = (canvas) => (canvas.width = 0)

function fail() {
  const said = place.querySelector('[data-pages-failed]')
  said.hidden = false
  place.querySelector('p[data-without-pages]')?.remove()
}
