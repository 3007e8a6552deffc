/*
 * Runs as a process of its own (open_drawer.ts): draws files that strangers sent, one after the other. What takes too long or
 * too much memory ends with it.
 */
import { setPriority } from 'node:os'
import { writeFile } from 'node:fs/promises'
import type { Drawing } from '#services/previews/media_facts'
import type { PreviewKind } from '#services/previews/preview_kind'

/** Each library is loaded when the first file of its kind comes. */
async function draw(path: string, kind: PreviewKind): Promise<Drawing> {
  if (kind === 'pdf') {
    const { drawPdf } = await import('#services/previews/drawer/draw_pdf')
    return drawPdf(path)
  }
  if (kind === 'film' || kind === 'sound') {
    const { readFilm } = await import('#services/previews/drawer/read_film')
    return readFilm(path)
  }
  const { drawImage, drawDrawing } = await import('#services/previews/drawer/draw_image')
  return kind === 'drawing' ? drawDrawing(path) : drawImage(path)
}

// Pages come first, and when memory runs out this process goes before the others.
setPriority(10)
await writeFile('/proc/self/oom_score_adj', '1000').catch(() => {})

// An exit would wait for what is being decoded.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.on('message', async ({ path, kind }: { path: string; kind: PreviewKind }) => {
  const drawing = await draw(path, kind).catch(() => null)
  process.send!(drawing)
})
