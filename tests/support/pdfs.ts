interface PdfPage {
  /** Points. */
  width?: number
  height?: number
  text?: string
  /** What the page draws, instead of the text. */
  content?: string
  rotate?: number
}

/**
 * A PDF of these pages, A4 unless they say otherwise.
 * @param catalog further entries of its catalogue, such as a script
 * @param trailer further entries of its trailer
 */
export function pdfOf(pages: PdfPage[] = [{}], catalog = '', trailer = ''): Buffer {
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ')
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap(pageObjects),
  ]
  let written = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const places = objects.map((object, index) => {
    const place = written.length
    written += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = written.length
  written += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  written += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(written, 'latin1')
}

function pageObjects(page: PdfPage, index: number): string[] {
  const { width = 595, height = 842, text = `Page ${index + 1}`, rotate = 0 } = page
  const words = `0.1 0.2 0.3 rg 40 40 120 120 re f BT /F1 48 Tf 60 ${height - 100} Td (${text}) Tj ET`
  const content = page.content ?? words
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} ` +
      `/Contents ${5 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ]
}

/** A PDF that nobody knows the password of. */
export function lockedPdf(): Buffer {
  const unknown = `<${'ab'.repeat(32)}>`
  const lock = `<< /Filter /Standard /V 1 /R 2 /O ${unknown} /U ${unknown} /P -4 >>`
  return pdfOf([{}], '', `/Encrypt ${lock} /ID [<ab> <ab>]`)
}
