/** Two films: one button and one line of time for both; they run in step. */
export async function open(root, sides) {
  const films = sides.map((side) => side.querySelector('video'))
  const [first, second] = films
  const button = root.querySelector('[data-play]')
  const line = root.querySelector('[data-time]')
  const clock = root.querySelector('[data-clock]')
  const length = () => Math.max(...films.map(({ duration }) => duration || 0))
  for (const film of films) {
    film.controls = false
    film.muted = film !== first
  }

  button.addEventListener('click', () => {
    const isPlaying = films.some(({ paused, ended }) => !paused && !ended)
    if (isPlaying) return films.forEach((film) => film.pause())
    second.currentTime = first.currentTime
    films.forEach((film) => film.play().catch(() => {}))
  })
  line.addEventListener('input', () => {
    const at = (length() * line.value) / line.max
    films.forEach((film) => (film.currentTime = Math.min(at, film.duration || 0)))
  })
  // A tenth of a second apart is seen; the second one catches up.
  first.addEventListener('timeupdate', () => {
    const isApart = Math.abs(second.currentTime - first.currentTime) > 0.1
    if (isApart && !second.ended && !second.seeking) second.currentTime = first.currentTime
    show()
  })
  for (const film of films) {
    for (const name of ['play', 'pause', 'ended', 'seeked', 'loadedmetadata']) {
      film.addEventListener(name, show)
    }
  }
  show()

  function show() {
    const isPlaying = films.some(({ paused, ended }) => !paused && !ended)
    button.lastChild.textContent = button.dataset[isPlaying ? 'wordPause' : 'wordPlay']
    const at = Math.max(...films.map(({ currentTime }) => currentTime))
    line.value = length() ? (at / length()) * line.max : 0
    clock.textContent = `${Math.floor(at / 60)}:${String(Math.floor(at % 60)).padStart(2, '0')}`
  }
  return null
}
