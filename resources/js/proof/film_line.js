import { clock } from './clock.js'
import { keepPins } from './film_pins.js'

/** The time line under a player: pins at their moments, spans as bars, a needle; it seeks by pointer and by keys. */
export function keepLine(proof) {
  const { media, root } = proof
  const line = root.querySelector('[data-film-line]')
  if (!line) return
  const part = (name) => line.querySelector(`[data-${name}]`)
  const track = part('track')
  const length = () =>
    (Number.isFinite(media.duration) ? media.duration * 1000 : Number(root.dataset.duration)) || 1
  const percent = (ms) => `${Math.min(100, Math.max(0, (ms / length()) * 100))}%`

  function draw() {
    const now = proof.now()
    part('needle').style.left = percent(now)
    part('clock').textContent = `${clock(now)} / ${clock(length())}`
    track.ariaValueMax = String(Math.round(length() / 1000))
    track.ariaValueNow = String(Math.round(now / 1000))
    track.ariaValueText = clock(now)
    const timed = proof.pins().filter((pin) => pin.start !== null)
    if (proof.spanFrom != null)
      timed.push({
        number: 'span',
        start: proof.spanFrom,
        end: Math.max(proof.spanFrom, now),
        isOpen: true,
      })
    keepPins(part('track-marks'), timed, length(), proof)
  }

  const seek = ({ clientX }) => {
    const { left, width } = track.getBoundingClientRect()
    proof.seek(((clientX - left) / width) * length())
    proof.redraw()
  }
  track.addEventListener('pointerdown', (event) => {
    track.setPointerCapture(event.pointerId)
    seek(event)
  })
  track.addEventListener(
    'pointermove',
    (event) => track.hasPointerCapture(event.pointerId) && seek(event)
  )
  track.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1000, ArrowRight: 1000, Home: -length(), End: length() }[event.key]
    if (event.key === 'Enter') proof.pinHere?.()
    else if (step) proof.seek(proof.now() + step * (event.shiftKey ? 10 : 1))
    else return
    event.preventDefault()
  })
  proof.onRedraw(draw)
}
