import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const SCRIPTS: Record<string, string> = {
  'pdf.js': 'legacy/build/pdf.min.mjs',
  'pdf.worker.js': 'legacy/build/pdf.worker.min.mjs',
  // Decoders of JPEG 2000 and JBIG2 in plain JavaScript: the policy of our pages allows no WebAssembly.
  'decoders/openjpeg_nowasm_fallback.js': 'wasm/openjpeg_nowasm_fallback.js',
  'decoders/jbig2_nowasm_fallback.js': 'wasm/jbig2_nowasm_fallback.js',
}
/** The standard fonts of PDF and the tables of East Asian writing, for documents that bring none themselves. */
const FOLDERS = { fonts: 'standard_fonts', cmaps: 'cmaps' }
const SERVED = /\.(pfb|ttf|bcmap)$/

/**
 * What the viewer of PDFs may fetch below `vendor/pdf/`: served path to file. It is read when somebody opens a PDF and not
 * before.
 * @param root the directory of the installed package
 */
export function listPdfFiles(root: string): Map<string, string> {
  const files = new Map(
    Object.entries(SCRIPTS).map(([name, file]) => [`vendor/pdf/${name}`, join(root, file)])
  )
  for (const [name, folder] of Object.entries(FOLDERS)) {
    for (const file of readdirSync(join(root, folder))
      .filter((one) => SERVED.test(one))
      .sort()) {
      files.set(`vendor/pdf/${name}/${file}`, join(root, folder, file))
    }
  }
  return files
}
