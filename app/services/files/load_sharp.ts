import type sharp from 'sharp'

let loading: Promise<typeof sharp> | null = null

/**
 * What decodes and draws pictures; most processes never do, and loading its library takes each a twentieth of its start. A
 * picture is drawn once, by one thread.
 */
export function loadSharp(): Promise<typeof sharp> {
  loading ??= load().catch((error) => {
    loading = null
    throw error
  })
  return loading
}

async function load(): Promise<typeof sharp> {
  const { default: it } = await import('sharp')
  it.cache(false)
  it.concurrency(1)
  return it
}
