import type { AssetPlaces } from '#services/assets/types'
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

/** A throw-away application root with the real resources, for tests that change them. */
export async function copyResources(
  cleanup: (done: () => Promise<void>) => void
): Promise<AssetPlaces> {
  const root = await mkdtemp(join(tmpdir(), 'assets-'))
  cleanup(() => rm(root, { recursive: true }))
  for (const name of ['css', 'js', 'icons']) {
    await cp(join(ROOT, 'resources', name), join(root, 'resources', name), { recursive: true })
  }
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  return { root, cache: join(root, 'cache') }
}
