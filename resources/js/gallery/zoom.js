// A picture is shown whole; a click or Enter shows its pixels as they are, at the place that was pointed at, and back.
const picture = document.querySelector('img[data-zoom]')

function toggle(event) {
  const { left, top, width, height } = picture.getBoundingClientRect()
  const isEnlarged = picture.toggleAttribute('data-zoomed')
  picture.parentElement.toggleAttribute('data-zoomed', isEnlarged)
  if (!isEnlarged || !event.clientX) return
  const stage = picture.parentElement
  const x = (event.clientX - left) / width
  const y = (event.clientY - top) / height
  stage.scrollTo(
    picture.offsetWidth * x - stage.clientWidth / 2,
    picture.offsetHeight * y - stage.clientHeight / 2
  )
}

picture?.addEventListener('click', toggle)
picture?.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return
  event.preventDefault()
  toggle(event)
})
