/** Says a sentence of the page's words below the stage, for eyes and ears; an empty one takes the last away. */
export function sayer(root, words) {
  return (key, values = {}) => {
    const place = root.querySelector('[data-stage-say]')
    const text = (words[key] ?? '').replace(/\{(\w+)\}/g, (_, name) => values[name])
    if (place && place.textContent !== text) place.textContent = text
  }
}
