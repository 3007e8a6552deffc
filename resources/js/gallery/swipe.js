// A finger drawn sideways over the file turns to the one beside it. Not while the page is enlarged, and not where something
// scrolls sideways itself.
const FAR = 60
const STEEP = 1.5
const main = document.querySelector('.gallery-main')
let from = null

const isFree = (event) =>
  event.isPrimary &&
  event.pointerType === 'touch' &&
  (window.visualViewport?.scale ?? 1) < 1.05 &&
  !event.target.closest('video, audio, [data-zoomed]') &&
  !scrollsSideways(event.target.closest('.gallery-paper'))

const scrollsSideways = (paper) => Boolean(paper) && paper.scrollWidth > paper.clientWidth

main?.addEventListener('pointerdown', (event) => {
  from = isFree(event) ? { x: event.clientX, y: event.clientY } : null
})
main?.addEventListener('pointerup', (event) => {
  if (!from) return
  const along = event.clientX - from.x
  const across = Math.abs(event.clientY - from.y)
  from = null
  if (Math.abs(along) < FAR || Math.abs(along) < across * STEEP) return
  document.querySelector(`[data-way="${along > 0 ? 'previous' : 'next'}"]`)?.click()
})
main?.addEventListener('pointercancel', () => (from = null))
