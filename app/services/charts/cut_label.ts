const segments = new Intl.Segmenter('en')
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uFF00-\uFF60]/u
const NARROW = /[ijltfrI.,:;'|!()[\] -]/
const BROAD = /[mwMW@%\p{Lu}]/u

/** About how wide a text is at 12 px, in pixels: nobody can ask a browser while the server draws. */
export function widthOf(text: string): number {
  let width = 0
  for (const { segment } of segments.segment(text)) width += widthOfOne(segment)
  return width
}

function widthOfOne(character: string): number {
  if (WIDE.test(character)) return 12.5
  if (NARROW.test(character)) return 3.9
  return BROAD.test(character) ? 8.6 : 6.7
}

/** A name cut to a width with an ellipsis; never within a letter of several code points. */
export function cutLabel(text: string, most: number): string {
  if (widthOf(text) <= most) return text
  let width = 9
  let cut = ''
  for (const { segment } of segments.segment(text)) {
    width += widthOfOne(segment)
    if (width > most) break
    cut += segment
  }
  return `${cut.trimEnd()}…`
}
