import { fileURLToPath } from 'node:url'
import app from '@adonisjs/core/services/app'
import { loadSharp } from '#services/files/load_sharp'

const FONTS = ['Inter-Regular.ttf', 'Inter-SemiBold.ttf']

let loading: Promise<void> | null = null

/**
 * Makes the shipped font known to what draws pictures; a bare server has none, and letters would be boxes. Drawing a word
 * from a file is the only way sharp has to say so; the file then counts for every later picture of this process.
 */
export function loadFonts(): Promise<void> {
  loading ??= load().catch((error) => {
    loading = null
    throw error
  })
  return loading
}

async function load(): Promise<void> {
  const sharp = await loadSharp()
  for (const name of FONTS) {
    const fontfile = fileURLToPath(new URL(`resources/fonts/${name}`, app.appRoot))
    await sharp({ text: { text: 'x', font: 'Inter', fontfile } })
      .png()
      .toBuffer()
  }
}
