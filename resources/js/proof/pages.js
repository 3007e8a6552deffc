import { openPdf } from '../pdf/open_pdf.js'
import { setStage } from './set_stage.js'

// While somebody zooms the drawn page is stretched; it is drawn anew when he stops.
const PAUSE = 120

/** The pages of a PDF, one at a time: sharp at any zoom, with the pins of the page that is shown. */
export async function open(proof) {
  const { root, tools } = proof
  const pdf = await openPdf(root.dataset.original).catch(() => null)
  if (!pdf) return proof.say('unread')
  const plane = document.createElement('canvas')
  const fresh = document.createElement('canvas')
  const field = tools?.querySelector('[data-page-field]')
  let drawing

  proof.page = within(Number(root.dataset.page))
  root.querySelector('[data-stage]').replaceChildren(plane)
  const stage = setStage(proof, { plane, size: await pdf.sizeOf(proof.page), grows: true })

  async function draw() {
    if (!(await pdf.draw(proof.page, fresh, stage.pixels * devicePixelRatio))) return
    Object.assign(plane, { width: fresh.width, height: fresh.height })
    plane.getContext('2d').drawImage(fresh, 0, 0)
    plane.dataset.shown = proof.page
  }
  function drawSoon() {
    clearTimeout(drawing)
    drawing = setTimeout(draw, PAUSE)
  }
  function say() {
    const asked = proof.form?.querySelector('[data-field=page]')
    if (asked) asked.value = asked.defaultValue = proof.page
    if (field) field.value = proof.page
    for (const button of tools?.querySelectorAll('[data-page-step]') ?? []) {
      const next = proof.page + Number(button.dataset.pageStep)
      button.setAttribute('aria-disabled', String(within(next) !== next))
    }
  }
  async function turnTo(page) {
    if (within(page) === proof.page) return say()
    proof.page = within(page)
    const size = await pdf.sizeOf(proof.page)
    stage.resize(size)
    say()
    proof.say('page', { page: proof.page, pages: pdf.pages })
    proof.redraw()
    await draw()
  }
  function within(page) {
    return Math.min(Math.max(1, page || 1), pdf.pages)
  }

  proof.reveal = ({ page }) => page && turnTo(page)
  tools?.addEventListener('click', ({ target }) => {
    const step = target.closest('[data-page-step]')?.dataset.pageStep
    if (step) turnTo(proof.page + Number(step))
  })
  field?.addEventListener('change', () => turnTo(Number(field.value)))
  stage.element.addEventListener('keydown', (event) => {
    const step = { PageDown: 1, PageUp: -1 }[event.key]
    if (!step || event.target !== stage.element) return
    event.preventDefault()
    turnTo(proof.page + step)
  })
  stage.on('change', drawSoon)
  say()
  await draw()
}
