const KEY = 'uploads'

// What of this browser's person is on its way, by the page and the field it was begun for: numbers and places, no names.
const place = ({ dataset }) => {
  const viewer = document.querySelector('meta[name="live"]')?.dataset.viewer ?? ''
  return `${viewer} ${location.pathname} ${dataset.uploadField}`
}

/** Notes an id of an area: `kind` is uploads (in parts, not finished) or files (finished, in no ticket yet). */
export function note(area, kind, id) {
  const here = notedFor(area)
  if (!here[kind].includes(id)) here[kind].push(id)
  keepNoted(area, here)
}

/** What was noted for an area. */
export const notedFor = (area) => read()[place(area)] ?? { uploads: [], files: [] }

/** Keeps of an area's notes only what is still there. */
export function keepNoted(area, noted) {
  const all = read()
  if (noted.uploads.length + noted.files.length > 0) all[place(area)] = noted
  else delete all[place(area)]
  try {
    if (Object.keys(all).length > 0) localStorage.setItem(KEY, JSON.stringify(all))
    else localStorage.removeItem(KEY)
  } catch {
    // A browser that may remember nothing uploads all the same.
  }
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {}
  } catch {
    return {}
  }
}
