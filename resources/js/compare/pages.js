import { openPdf } from '../pdf/open_pdf.js'
import { standing } from './pictures.js'

const PAUSE = 120

/** Two PDFs, the same page of both. @returns their stages, or null when one cannot be read */
export async function open(root, sides) {
  const books = await Promise.all(
    sides.map((side) => openPdf(side.dataset.original).catch(() => null))
  )
  if (books.includes(null)) return null
  const most = Math.max(...books.map(({ pages }) => pages))
  const papers = await Promise.all(books.map((book, at) => lay(book, sides[at])))
  let page = 1
  const bar = root.querySelector('[data-pages]')
  const say = () => {
    const words = bar.dataset.word.replace('{page}', page).replace('{pages}', most)
    bar.querySelector('output').textContent = words
  }
  bar.addEventListener('click', ({ target }) => {
    const step = Number(target.closest('[data-turn]')?.dataset.turn ?? 0)
    const next = Math.min(most, Math.max(1, page + step))
    if (next === page) return
    page = next
    say()
    papers.forEach((paper) => paper.turnTo(page))
  })
  say()
  return papers.map(({ stage }) => stage)
}

async function lay(book, element) {
  const plane = document.createElement('canvas')
  element.replaceChildren(plane)
  const stage = standing(element, { plane, size: await book.sizeOf(1), grows: true })
  let page = 1
  let drawing
  const draw = () => book.draw(page, plane, stage.pixels * devicePixelRatio)
  stage.on('change', () => {
    clearTimeout(drawing)
    drawing = setTimeout(draw, PAUSE)
  })
  async function turnTo(next) {
    // The shorter one shows nothing where it has no page.
    plane.hidden = next > book.pages
    if (plane.hidden) return
    page = next
    stage.resize(await book.sizeOf(page))
    await draw()
  }
  await draw()
  return { stage, turnTo }
}
