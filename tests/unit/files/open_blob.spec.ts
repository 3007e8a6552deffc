import { mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { NotFound } from '#exceptions/refusals'
import { blobDisk } from '#services/files/disks/blob_disk'
import { openBlob } from '#services/files/open_blob'
import env from '#start/env'

test.group('A stored blob', (group) => {
  const data = env.get('DATA_DIR')
  const made = [join(data, 'outside.txt'), join(data, 'files', 'inside.txt')]
  group.setup(async () => {
    await mkdir(join(data, 'files'), { recursive: true })
    for (const path of made) await writeFile(path, 'Some bytes')
    return async () => {
      for (const path of made) await rm(path)
    }
  })

  test('is read from below the place of all blobs, whatever a row says', async ({ assert }) => {
    const { bytes } = await openBlob('inside.txt')
    assert.equal(bytes, 10)
    const outside = ['../outside.txt', 'a/../../outside.txt', join(data, 'outside.txt'), '', '..']
    for (const key of outside) await assert.rejects(() => openBlob(key), NotFound as any)
  })

  test('is as old as its move to the disk, whenever its last part came', async ({ assert }) => {
    const part = join(data, 'part.txt')
    await writeFile(part, 'Some bytes')
    await utimes(part, 1, 1)
    await blobDisk().takeFile(part, 'inside.txt')
    const { lastModified } = await blobDisk().getMetaData('inside.txt')
    assert.isAbove(lastModified.getTime(), Date.now() - 60_000)
  })
})
