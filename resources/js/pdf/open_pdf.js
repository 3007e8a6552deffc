// The library, its worker, fonts and tables come from our own assets, and only when somebody opens a PDF. Nothing in a
// document runs: no script of its own, no evaluated code, no WebAssembly (the policy of our pages allows none).
const FROM = new URL('../../vendor/pdf/', import.meta.url)
// Phones draw no larger canvas.
const MOST_PIXELS = 16_000_000
let loading

async function library() {
  loading ??= import(new URL('pdf.js', FROM))
  const pdfjs = await loading
  pdfjs.GlobalWorkerOptions.workerSrc = new URL('pdf.worker.js', FROM).href
  return pdfjs
}

/**
 * Opens a PDF of ours; of a large one only the parts that are looked at are fetched.
 * `sizeOf` gives { width, height } in points, turned as a page is looked at. `draw` sets the size of the canvas: `scale` is
 * its pixels a point; a second call for a canvas ends the first, whose promise then resolves to false. Pages count from 1.
 * Rejects for what cannot be read; the error's name is `PasswordException` for a locked document.
 */
export async function openPdf(url) {
  const { getDocument } = await library()
  const task = getDocument({
    url: new URL(url, location.href).href,
    cMapUrl: new URL('cmaps/', FROM).href,
    standardFontDataUrl: new URL('fonts/', FROM).href,
    wasmUrl: new URL('decoders/', FROM).href,
    useWasm: false,
    useSystemFonts: false,
    enableXfa: false,
    disableAutoFetch: true,
    disableStream: true,
    rangeChunkSize: 2 ** 18,
    maxImageSize: 40_000_000,
    verbosity: 0,
  })
  const pdf = await task.promise
  const drawing = new WeakMap()

  async function draw(number, canvas, scale) {
    drawing.get(canvas)?.cancel()
    const page = await pdf.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    const most = Math.sqrt(MOST_PIXELS / (width * height))
    const viewport = page.getViewport({ scale: Math.min(scale, most) })
    canvas.width = Math.floor(viewport.width)
    canvas.height = Math.floor(viewport.height)
    const work = page.render({ canvas, viewport, background: '#ffffff' })
    drawing.set(canvas, work)
    return work.promise.then(() => true, refuseAllButCancelled)
  }

  const sizeOf = async (number) => (await pdf.getPage(number)).getViewport({ scale: 1 })
  return { pages: pdf.numPages, sizeOf, draw, close: () => task.destroy() }
}

function refuseAllButCancelled(error) {
  if (error.name !== 'RenderingCancelledException') throw error
  return false
}
