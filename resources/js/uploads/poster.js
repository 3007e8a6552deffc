import { ask } from './ask.js'

const WIDEST = 1280
const SECONDS = 10

/** A frame of a film near its beginning, as this browser draws it; null for a film it cannot play. Never throws. */
export async function drawPoster(file) {
  const film = document.createElement('video')
  const address = URL.createObjectURL(file)
  Object.assign(film, { muted: true, playsInline: true, preload: 'auto', src: address })
  try {
    await happens(film, 'loadeddata')
    film.currentTime = Math.min(1, (film.duration || 0) / 10)
    await happens(film, 'seeked')
    const shrunk = Math.min(1, WIDEST / film.videoWidth)
    const canvas = document.createElement('canvas')
    canvas.width = film.videoWidth * shrunk
    canvas.height = film.videoHeight * shrunk
    canvas.getContext('2d').drawImage(film, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
  } catch {
    return null
  } finally {
    film.removeAttribute('src')
    URL.revokeObjectURL(address)
  }
}

/** @returns the address of the thumbnail, or null; a film without a poster is a film */
export async function sendPoster(area, id, picture) {
  const headers = { 'Content-Type': picture.type }
  const path = `${area.dataset.uploadUrl}/${id}/poster`
  const answer = await ask('POST', path, { headers, body: picture }).catch(() => null)
  return answer?.json.thumbnail ?? null
}

function happens(film, name) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(name)), SECONDS * 1000)
    film.addEventListener(name, resolve, { once: true })
    film.addEventListener('error', reject, { once: true })
  })
}
