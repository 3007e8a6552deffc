import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { test } from '@japa/runner'
import { NotFound } from '#exceptions/refusals'
import { gcsOptions, originOfGcs } from '#services/files/disks/places'
import { RemoteDisk } from '#services/files/disks/remote_disk'
import { StorageAway } from '#services/files/disks/storage_away'
import { makeFolder } from '#tests/support/backups'
import { GcsServer } from '#tests/support/gcs_server'

const KEY = `attachments/ab/ab${'0'.repeat(62)}`

test.group('A bucket of Google', (group) => {
  let store: GcsServer
  let disk: RemoteDisk
  group.each.timeout(15_000)
  group.each.setup(async () => {
    store = await new GcsServer().start()
    disk = new RemoteDisk({ ...gcsOptions(store.place, 'desk/', false), pause: 0 })
    return () => store.stop()
  })

  test('keeps, tells, lists and forgets a blob below its prefix', async ({ assert }) => {
    const bytes = randomBytes(300_000)
    await disk.putStream(KEY, Readable.from([bytes]))
    await disk.put(`${KEY}.thumbnail.webp`, 'small')
    assert.sameMembers([...store.objects.keys()], [`desk/${KEY}`, `desk/${KEY}.thumbnail.webp`])
    assert.equal(await disk.sizeOf(KEY), bytes.length)
    const whole = await buffer(await disk.readRange(KEY, 0, bytes.length - 1))
    assert.isTrue(whole.equals(bytes))
    assert.equal(await text(await disk.readRange(`${KEY}.thumbnail.webp`, 1, 3)), 'mal')
    const { objects } = await disk.listAll('attachments')
    assert.lengthOf(objects, 2)
    await disk.deleteAll('attachments')
    await disk.delete(KEY)
    assert.equal(store.objects.size, 0)
    assert.isNull(await disk.sizeOf(KEY))
    await assert.rejects(() => disk.readRange(KEY, 0, 1), NotFound as any)
  })

  test('that does not answer is told in words, and keeps nothing half', async ({ assert }) => {
    await disk.put(KEY, 'Some bytes')
    store.fault = 'cut'
    await assert.rejects(async () => text(await disk.readRange(KEY, 0, 9)))
    store.fault = 'hang'
    const silent = () => disk.putStream(`${KEY}.two`, Readable.from([Buffer.from('x')]))
    await assert.rejects(silent, StorageAway as any)
    store.fault = null
    await store.stop()
    await assert.rejects(() => disk.sizeOf(KEY), StorageAway as any)
    await assert.rejects(() => disk.put(`${KEY}.two`, 'x'), StorageAway as any)
    const broken = new Readable({ read: () => broken.destroy(new Error('gone')) })
    await assert.rejects(() => disk.putStream(`${KEY}.two`, broken), StorageAway as any)
    await store.start()
    assert.deepEqual([...store.objects.keys()], [`desk/${KEY}`])
  })

  test('stands at the origin that its client signs: {endpoint} {bucket}')
    .with([
      { endpoint: undefined, bucket: 'desk-files' },
      { endpoint: undefined, bucket: 'files.example.com' },
      { endpoint: 'https://storage.example.com', bucket: 'desk-files' },
    ])
    .run(async ({ assert }, { endpoint, bucket }) => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
      const folder = await makeFolder()
      const keyFile = join(folder.path, 'key.json')
      const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
      await writeFile(keyFile, JSON.stringify({ client_email: 'a@example.com', private_key: key }))
      const { GcsStore } = await import('#services/files/disks/gcs_store')
      const place = { endpoint, bucket, keyFile }
      const read = { type: 'a/b', disposition: 'inline' }
      const address = await new GcsStore(place).signRead(KEY, read)
      assert.equal(new URL(address).origin, originOfGcs(place))
      await folder.remove()
    })
})
