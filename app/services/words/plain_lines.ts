/** Text with one kind of line end: browsers send a text field's lines apart by CR LF, whatever stood there. */
export function plainLines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}
