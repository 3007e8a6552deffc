import { discard } from './discard.js'
import { drawPoster, sendPoster } from './poster.js'
import { keep, keepThumbnail } from './keep.js'
import { note } from './noted.js'
import { Problem } from './problem.js'
import { sendBig } from './send_big.js'
import { sendSmall } from './send_small.js'
import { withSession } from './with_session.js'

/** From here on a file goes in parts. */
const BIG = 5 * 1024 * 1024

/** Sends the file of a row, whatever its size, and leaves its id in the form. Never throws. */
export async function send(area, row) {
  const { file } = row
  const poster = file.type.startsWith('video/') ? drawPoster(file) : null
  const way = file.size < BIG ? sendSmall : sendBig
  try {
    row.stands(0, 'sending')
    const answer = await withSession(row, () => way(area, row))
    if (row.isGone) return discard(area, answer.id)
    keep(area, row, answer)
    note(area, 'files', answer.id)
    const drawn = answer.files[0].thumbnail ? null : await poster
    if (drawn) keepThumbnail(row, await sendPoster(area, answer.id, drawn))
  } catch (problem) {
    if (row.isGone) return
    // What was no answer of the server (a script that did not load) is told in our own words.
    const sentence = (problem instanceof Problem && problem.message) || row.words.failed
    row.show(problem.isFinal ? 'refused' : 'failed', sentence)
  }
}
