import { openPdf } from '../pdf/open_pdf.js'
import { drawSharply } from './paper.js'
import { setStage } from './set_stage.js'

/** The pages of a PDF, one at a time: sharp at any zoom, with the pins of the page that is shown. */
export async function open(proof) {
  const { root } = proof
  const pdf = await openPdf(root.dataset.original).catch(() => null)
  if (!pdf) return proof.say('unread')
  const within = (page) => Math.min(Math.max(1, page || 1), pdf.pages)
  const plane = document.createElement('canvas')
  proof.page = within(Number(root.dataset.page))
  root.querySelector('[data-stage]').replaceChildren(plane)
  const stage = setStage(proof, { plane, size: await pdf.sizeOf(proof.page), grows: true })
  const draw = drawSharply(proof, pdf)

  function say() {
    for (const field of root.querySelectorAll('[data-page-field], [data-field=page]')) {
      field.value = field.defaultValue = proof.page
      field.max = pdf.pages
    }
    for (const count of root.querySelectorAll('[data-page-count]')) {
      count.textContent = count.dataset.pageCount.replace('{pages}', pdf.pages)
    }
    for (const button of root.querySelectorAll('[data-page-step]')) {
      const next = proof.page + Number(button.dataset.pageStep)
      button.setAttribute('aria-disabled', String(within(next) !== next))
    }
  }
  async function turnTo(page) {
    if (within(page) === proof.page) return say()
    proof.page = within(page)
    stage.resize(await pdf.sizeOf(proof.page))
    say()
    proof.say('page', { page: proof.page, pages: pdf.pages })
    proof.redraw()
    await draw()
  }

  proof.reveal = ({ page }) => page && turnTo(page)
  root.addEventListener('click', ({ target }) => {
    const step = target.closest('[data-page-step]')?.dataset.pageStep
    if (step) turnTo(proof.page + Number(step))
  })
  root.addEventListener('change', ({ target }) => {
    if (target.matches('[data-page-field]')) turnTo(Number(target.value))
  })
  stage.element.addEventListener('keydown', (event) => {
    const step = { PageDown: 1, PageUp: -1 }[event.key]
    if (!step || event.target !== stage.element) return
    event.preventDefault()
    turnTo(proof.page + step)
  })
  say()
  await draw()
}
