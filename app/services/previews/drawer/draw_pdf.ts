import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getDocument, PasswordException } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import sharp from 'sharp'
import { inTwoSizes, SCREEN } from '#services/previews/drawer/draw_image'
import type { Drawing } from '#services/previews/media_facts'

/** Whole in memory while it is drawn. */
const LONGEST = 256 * 1024 * 1024
/** Pages whose sizes are noted; a proof has fewer. */
const MOST_SIZES = 300
/** A business card is enlarged so far and no further. */
const MOST_SCALE = 6
/** Pictures within a page beyond this many pixels stay white. */
const MOST_PIXELS = 40_000_000

const packageFolder = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))

/**
 * Counts and measures the pages of a PDF and draws the first one, with fonts of our own: nothing is fetched, and pdf.js runs
 * no script that stands in it.
 */
export async function drawPdf(path: string): Promise<Drawing> {
  const data = new Uint8Array(await readFile(path))
  if (data.length > LONGEST) throw new Error('too long to be drawn')
  const task = getDocument({
    data,
    cMapUrl: `${packageFolder}/cmaps/`,
    standardFontDataUrl: `${packageFolder}/standard_fonts/`,
    wasmUrl: `${packageFolder}/wasm/`,
    iccUrl: `${packageFolder}/iccs/`,
    useWasm: false,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    maxImageSize: MOST_PIXELS,
    stopAtErrors: false,
    enableXfa: false,
    verbosity: 0,
  })
  try {
    const pdf = await task.promise
    const media = { format: 'pdf', pageSizes: await sizesOf(pdf) }
    return { media, pages: pdf.numPages, ...(await drawPage(pdf, await pdf.getPage(1))) }
  } catch (error) {
    if (error instanceof PasswordException) return { media: { format: 'pdf', isLocked: true } }
    throw error
  }
}

async function sizesOf(pdf: PDFDocumentProxy): Promise<[number, number][]> {
  const sizes: [number, number][] = []
  for (let number = 1; number <= Math.min(pdf.numPages, MOST_SIZES); number++) {
    const page = await pdf.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    sizes.push([round(width), round(height)])
  }
  return sizes
}

async function drawPage(pdf: PDFDocumentProxy, page: PDFPageProxy) {
  const { width, height } = page.getViewport({ scale: 1 })
  const scale = Math.min(SCREEN / width, SCREEN / height, MOST_SCALE)
  const viewport = page.getViewport({ scale })
  const size = { width: Math.ceil(viewport.width), height: Math.ceil(viewport.height) }
  const { canvas, context } = (pdf.canvasFactory as any).create(size.width, size.height)
  await page.render({ canvas, viewport, background: '#ffffff' }).promise
  const { data } = context.getImageData(0, 0, size.width, size.height)
  const raw = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return inTwoSizes(sharp(raw, { raw: { ...size, channels: 4 } }).removeAlpha())
}

const round = (points: number) => Math.round(points * 100) / 100
