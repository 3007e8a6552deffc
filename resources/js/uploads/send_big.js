import { ask } from './ask.js'
import { note } from './noted.js'
import { travel } from './travel.js'

const VERSION = { 'Tus-Resumable': '1.0.0' }
const GONE = [404, 410]

/**
 * Sends a big file in parts (tus), from where it stopped if it was begun before on whatever page or browser of this person.
 * @returns { id, files } as for a file that goes at once
 */
export async function sendBig(area, row) {
  const base = `${area.dataset.uploadUrl}/resumable`
  const { json } = await ask('GET', base)
  const begun = json.uploads.find(({ stamp }) => stamp === row.stamp)
  row.there = begun?.offset ?? 0
  let address = begun ? `${base}/${begun.id}` : await begin(base, row)
  for (let isFirst = true; ; isFirst = false) {
    row.address = address
    note(area, 'uploads', address.split('/').at(-1))
    try {
      await travel(address, row)
      row.show('checking')
      return await finish(address)
    } catch (problem) {
      if (!isFirst || !GONE.includes(problem.status)) throw problem
      address = await begin(base, row)
    }
  }
}

async function begin(base, { file, stamp }) {
  const metadata = Object.entries({ filename: file.name, stamp })
    .map(([key, value]) => `${key} ${encode(value)}`)
    .join(',')
  const headers = { ...VERSION, 'Upload-Length': file.size, 'Upload-Metadata': metadata }
  return (await ask('POST', base, { headers })).headers.get('Location')
}

/** What was stored is judged. Asking again is safe, so a line that drops just here is of no matter. */
async function finish(address) {
  for (const pause of [500, 2000, 5000, 10_000, null]) {
    try {
      return (await ask('POST', `${address}/file`)).json
    } catch (problem) {
      const isPassing = problem.status === 0 || problem.status === 423 || problem.status >= 500
      if (!isPassing || pause === null) throw problem
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

function encode(text) {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text.toWellFormed?.() ?? text)))
}
