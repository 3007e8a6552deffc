// While somebody zooms the drawn page is stretched; it is drawn anew when he stops.
const PAUSE = 120

/** Draws the page that is shown as sharp as the screen is, again after every zoom. @returns draws it now */
export function drawSharply(proof, pdf) {
  const { plane } = proof.stage
  const fresh = document.createElement('canvas')
  let waiting

  async function draw() {
    const { page, stage } = proof
    if (!(await pdf.draw(page, fresh, stage.pixels * devicePixelRatio))) return
    Object.assign(plane, { width: fresh.width, height: fresh.height })
    plane.getContext('2d').drawImage(fresh, 0, 0)
    plane.dataset.shown = page
  }
  proof.stage.on('change', () => {
    clearTimeout(waiting)
    waiting = setTimeout(draw, PAUSE)
  })
  return draw
}
