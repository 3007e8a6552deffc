import type sharp from 'sharp'

let loading: Promise<typeof sharp> | null = null

/**
 * What decodes and draws pictures; most processes never do, and loading its library takes each a twentieth of its start. A
 * picture is drawn once, by one thread.
 */
export function loadSharp(): Promise<typeof sharp> {
  loading ??= import('sharp').then(({ default: it }) => {
    it.cache(false)
    it.concurrency(1)
    return it
  })
  return loading
}
