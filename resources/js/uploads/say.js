/** Tells who listens instead of looking what becomes of his files; the sentence stands in the area's live region. */
export function say(area, sentence) {
  const place = area.querySelector('[data-upload-said]')
  if (place) place.textContent = sentence
}
