/** Programs say in their first bytes what they are: Windows, Linux, macOS (both orders), scripts. */
const PROGRAMS = /^(4d5a|7f454c46|feedfac[ef]|c[ef]faedfe|2321)/

/** What the server would refuse is not sent first. @returns the sentence, or null when it may go */
export async function checkFile(area, { file, words }) {
  const { mostBytes, mostFiles } = area.dataset
  if (area.querySelectorAll('.upload:not([data-state=refused])').length > (mostFiles || Infinity))
    return words.tooMany
  if (mostBytes && file.size > mostBytes) return words.tooBig
  const head = await file
    .slice(0, 4)
    .arrayBuffer()
    .catch(() => null)
  if (!head) return words.folder
  if (file.size === 0) return words.empty
  const start = [...new Uint8Array(head)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return PROGRAMS.test(start) ? words.wrongType : null
}
