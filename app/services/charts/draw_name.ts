import { cutLabel } from '#services/charts/cut_label'
import { tag, words, type Drawn } from '#services/charts/svg'

/** Name and figure share one line, of a place of usual width or of the narrowest there is. */
const USUAL = 400
const NARROWEST = 220

/** A name as it is, or cut for both widths of which the style sheet shows one; the whole stands in its title. */
export function drawName(name: string, taken: number, y: number): Drawn[] {
  const [wide, narrow] = [USUAL, NARROWEST].map((room) => cutLabel(name, room / 1.1 - taken - 11))
  const write = (text: string, look: string) => {
    const title = text === name ? [] : [tag('title', {}, words(name))]
    return tag('text', { x: 3, y, class: look }, words(text), ...title)
  }
  if (wide === narrow) return [write(wide, 'name')]
  return [write(wide, 'name wide'), write(narrow, 'name narrow')]
}
