import { filmOf } from '#tests/support/films'
import { lockedPdf, pdfOf } from '#tests/support/pdfs'
import { bombPicture, picture } from '#tests/support/pictures'

const SCRIPT = '<script>alert(1)</script>'
const svg = (inside: string, more = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="40" ${more}>${inside}</svg>`

/** Entities that would be a thousand million words. */
const laughs = Array.from(
  { length: 10 },
  (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`
)

/** Name, content, what becomes of its preview. */
export async function hostileFiles(): Promise<[string, Buffer | string, string | null][]> {
  const photo = await picture(200, 100, 'jpeg')
  const film = await filmOf({ seconds: 1 })
  const gif = Buffer.concat([await picture(8, 8, 'gif'), Buffer.from(`/*${SCRIPT}*/`)])
  const zip = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex')
  return [
    ['bomb.png', bombPicture(), 'failed'],
    ['cut.jpg', photo.subarray(0, 300), 'failed'],
    ['cut.pdf', pdfOf().subarray(0, 250), 'failed'],
    ['cut.mp4', film.subarray(0, 40), 'failed'],
    ['gif_and_script.gif', gif, 'ready'],
    ['pdf_and_html.html', Buffer.concat([pdfOf(), Buffer.from(`<html>${SCRIPT}`)]), 'ready'],
    ['jpeg_and_zip.jpg', Buffer.concat([photo, zip]), 'ready'],
    ['page.html', `<!doctype html>${SCRIPT}`, null],
    ['script.svg', svg(SCRIPT, 'onload="alert(1)"'), 'ready'],
    ['reaches_out.svg', svg('<image href="file:///etc/passwd" width="40" height="40"/>'), 'ready'],
    [
      'laughs.svg',
      `<!DOCTYPE s [<!ENTITY e0 "ha">${laughs.join('')}]>${svg('<text>&e10;</text>')}`,
      'failed',
    ],
    ['huge_page.pdf', pdfOf([{ width: 2e9, height: 2e9 }]), 'ready'],
    ['script.pdf', pdfOf([{}], '/OpenAction << /S /JavaScript /JS (while(true){}) >>'), 'ready'],
    ['locked.pdf', lockedPdf(), 'failed'],
  ]
}
