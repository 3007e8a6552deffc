import { checkFile } from './check_file.js'
import { nameFile } from './name_file.js'
import { takeTurns } from './take_turns.js'
import { makeRow, rowsOf, wordsOf } from './row.js'
import { say } from './say.js'
import { send } from './send.js'
import { stampOf } from './stamp.js'
import './row_buttons.js'

/** So many travel at a time, on the whole page; the rest wait in their order. */
const inTurn = takeTurns(3)

/** Takes files into an area: shows each in a row, judges it by the limits, and sends it when it is its turn. */
export function take(area, files, { pasted = false } = {}) {
  const fold = area.closest('details')
  if (fold) fold.open = true
  const words = wordsOf(area)
  const given = files.map((file) => (pasted ? nameFile(file, words.pasted) : file))
  const rows = given.map((file) => rowFor(area, file)).filter(Boolean)
  if (rows.length > 1) say(area, words.many.replace('{count}', rows.length))
  for (const row of rows) start(area, row)
}

/** A new row; the waiting row of a file that is chosen again to go on; none for a file that stands there already. */
function rowFor(area, file) {
  const stamp = stampOf(file)
  const same = rowsOf(area).find((row) => row.stamp === stamp && row.state !== 'refused')
  if (same && same.state !== 'stopped') return null
  same?.remove()
  const row = makeRow(area, { name: file.name, bytes: file.size, stamp })
  row.file = file
  row.again = () => start(area, row)
  return row
}

async function start(area, row) {
  row.show('waiting')
  const problem = await checkFile(area, row)
  if (problem) return row.show('refused', problem)
  await inTurn(() => (row.isGone ? null : send(area, row)))
}
