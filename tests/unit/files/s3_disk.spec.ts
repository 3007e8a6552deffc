import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { test } from '@japa/runner'
import { NotFound } from '#exceptions/refusals'
import { originOfS3, s3Options } from '#services/files/disks/places'
import { RemoteDisk } from '#services/files/disks/remote_disk'
import { StorageAway } from '#services/files/disks/storage_away'
import { makeFolder } from '#tests/support/backups'
import { s3Disk } from '#tests/support/disks'
import { S3Server } from '#tests/support/s3/server'
import { until } from '#tests/support/until'

const KEY = `attachments/ab/ab${'0'.repeat(62)}`

test.group('A bucket that speaks S3', (group) => {
  let store: S3Server
  let disk: RemoteDisk
  group.each.timeout(10_000)
  group.each.setup(async () => {
    store = await new S3Server().start()
    disk = s3Disk(store, { prefix: 'desk/' })
    return () => store.stop()
  })

  test('keeps, tells, copies, moves and forgets a blob below its prefix', async ({ assert }) => {
    await disk.put(KEY, 'Some bytes')
    assert.deepEqual([...store.objects.keys()], [`desk/${KEY}`])
    assert.equal(await disk.sizeOf(KEY), 10)
    assert.equal(await disk.get(KEY), 'Some bytes')
    assert.equal(await text(await disk.readRange(KEY, 5, 7)), 'byt')
    const { contentLength } = await disk.getMetaData(KEY)
    assert.equal(contentLength, 10)
    await disk.move(KEY, `${KEY}.two`)
    assert.deepEqual([await disk.exists(KEY), await disk.exists(`${KEY}.two`)], [false, true])
    await disk.delete(`${KEY}.two`)
    await disk.delete(`${KEY}.two`)
    assert.isNull(await disk.sizeOf(`${KEY}.two`))
    await assert.rejects(() => disk.readRange(KEY, 0, 1), NotFound as any)
    await assert.rejects(() => disk.getBytes(KEY), NotFound as any)
  })

  test('that is not there is told from a blob that is not there', async ({ assert }) => {
    const place = { ...store.place, bucket: 'desk-filse' }
    const misspelt = new RemoteDisk({ ...s3Options(place, '', false), pause: 0 })
    await assert.rejects(() => misspelt.sizeOf(KEY), StorageAway as any)
    assert.isNull(await disk.sizeOf(KEY))
  })

  test('takes a large file in parts, of exact size, and a small one at once', async ({
    assert,
  }) => {
    const folder = await makeFolder()
    const large = randomBytes(2.5 * store.leastPart)
    await writeFile(join(folder.path, 'large'), large)
    await disk.takeFile(join(folder.path, 'large'), KEY)
    assert.isTrue(large.equals(store.objects.get(`desk/${KEY}`)!.body))
    const parts = store.asked.filter(({ query }) => query.has('partNumber'))
    assert.lengthOf(parts, 3)
    await disk.putStream('attachments/aa/small', Readable.from([Buffer.from('small')]), {
      contentLength: 5,
    })
    assert.equal(store.asked.at(-1)!.method, 'PUT')
    assert.isFalse(store.asked.at(-1)!.query.has('partNumber'))
    assert.equal(await disk.get('attachments/aa/small'), 'small')
    await folder.remove()
  })

  test('is listed page by page, without what others keep there', async ({ assert }) => {
    store.page = 2
    for (const name of ['a', 'b', 'c']) await disk.put(`attachments/aa/${name}`, name)
    const other = s3Disk(store)
    await other.put('desk/attachments-of-others/x', 'x')
    await other.put('attachments/aa/of-another-desk', 'x')
    await other.put('desk/attachments/aa/what is this', 'x')
    const found: string[] = []
    let token: string | undefined
    do {
      const page = await disk.listAll('attachments', { paginationToken: token })
      found.push(...page.objects.map(({ key }) => key))
      token = page.paginationToken
    } while (token)
    assert.deepEqual(found, ['attachments/aa/a', 'attachments/aa/b', 'attachments/aa/c'])
    await disk.deleteAll('attachments')
    assert.lengthOf([...store.objects.keys()], 3)
  })

  test('leaves nothing half-stored when it {fault}s in the middle of parts')
    .with([{ fault: 'error' }, { fault: 'cut' }, { fault: 'full' }] as const)
    .run(async ({ assert }, { fault }) => {
      store.fault = ({ query }) => (query.get('partNumber') === '2' ? fault : null)
      const chunk = randomBytes(store.leastPart / 4)
      const source = Readable.from(Array.from({ length: 10 }, () => chunk))
      await assert.rejects(() => disk.putStream(KEY, source), StorageAway as any)
      assert.deepEqual([store.objects.size, store.uploads.size], [0, 0])
      assert.isTrue(source.destroyed)
    })

  test('asks again after a single failure, and gives up with a sentence', async ({ assert }) => {
    let failures = 1
    store.fault = () => (failures-- > 0 ? 'error' : null)
    await disk.put(KEY, 'Some bytes')
    failures = 1
    assert.equal(await disk.sizeOf(KEY), 10)
    for (const fault of ['error', 'denied'] as const) {
      store.fault = () => fault
      await assert.rejects(() => disk.sizeOf(KEY), /place where files lie does not answer/)
    }
    store.fault = () => 'hang'
    await assert.rejects(() => disk.readRange(KEY, 0, 5), StorageAway as any)
    await store.stop()
    await assert.rejects(() => disk.sizeOf(KEY), StorageAway as any)
    await store.start()
  })

  test('that falls silent within a body breaks it off, while its reader may pause', async ({
    assert,
  }) => {
    const place = { ...store.place, patience: 60 }
    const { S3Store } = await import('#services/files/disks/s3_store')
    await disk.put(KEY, randomBytes(300_000))
    const bucket = new S3Store(place)
    const slow = await bucket.readRange(`desk/${KEY}`, 0, 299_999)
    await setTimeout(200)
    assert.lengthOf(await buffer(slow), 300_000)
    store.fault = () => 'stall'
    const silent = await bucket.readRange(`desk/${KEY}`, 0, 299_999)
    await assert.rejects(() => buffer(silent), /fell silent/)
  })

  test('that fell silent is left alone for a while, then asked by one', async ({ assert }) => {
    const careful = s3Disk(store, { pause: 300 })
    await careful.put(KEY, 'Some bytes')
    store.fault = () => 'hang'
    await assert.rejects(() => careful.sizeOf(KEY), StorageAway as any)
    const asked = store.asked.length
    const many = () => Array.from({ length: 40 }, () => careful.sizeOf(KEY).catch(() => 'away'))
    assert.deepEqual([...new Set(await Promise.all(many()))], ['away'])
    assert.equal(store.asked.length, asked)
    store.fault = () => null
    const answers = () =>
      careful.exists(KEY).then(
        () => true,
        () => false
      )
    await until(answers, 'it is asked again')
    assert.equal(store.asked.length, asked + 1)
  })

  test('forgets parts of uploads that a kill broke off', async ({ assert }) => {
    const at = new Date(Date.now() - 60_000)
    store.uploads.set('old', { key: `desk/${KEY}`, at, parts: new Map() })
    store.uploads.set('new', { key: `desk/${KEY}`, at: new Date(), parts: new Map() })
    store.uploads.set('foreign', { key: KEY, at, parts: new Map() })
    await disk.forgetBroken(new Date(Date.now() - 30_000))
    assert.deepEqual([...store.uploads.keys()], ['new', 'foreign'])
  })

  test('signs an address for one blob and a minute, at the origin of the policy', async ({
    assert,
  }) => {
    await disk.put(KEY, 'Some bytes')
    const read = {
      type: 'text/plain; charset=utf-8',
      disposition: `inline; filename*=UTF-8''%C3%BC.txt`,
    }
    assert.isNull(await disk.signedUrl(KEY, read))
    const address = await s3Disk(store, { prefix: 'desk/', givesSignedUrls: true }).signedUrl(
      KEY,
      read
    )
    const url = new URL(address!)
    assert.equal(url.searchParams.get('X-Amz-Expires'), '60')
    assert.equal(url.origin, originOfS3(store.place))
    const answer = await fetch(url, { headers: { range: 'bytes=0-3' } })
    assert.deepEqual([answer.status, await answer.text()], [206, 'Some'])
    assert.equal(answer.headers.get('content-type'), read.type)
    assert.match(answer.headers.get('content-disposition')!, /^inline/)
    url.pathname += 'x'
    const other = await fetch(url)
    assert.equal(other.status, 403)
  })

  test('stands at the origin that its client asks: {endpoint} {bucket}')
    .with([
      { endpoint: undefined, bucket: 'desk', pathStyle: false },
      { endpoint: undefined, bucket: 'desk.files', pathStyle: false },
      { endpoint: undefined, bucket: 'desk', pathStyle: false, region: 'cn-north-1' },
      { endpoint: undefined, bucket: 'Desk_Files', pathStyle: false },
      { endpoint: 'http://127.0.0.1:9000', bucket: 'desk', pathStyle: false },
      { endpoint: 'https://s3.example.com:9000', bucket: 'desk', pathStyle: true },
      { endpoint: 'https://s3.example.com', bucket: 'desk', pathStyle: false },
    ])
    .run(async ({ assert }, given) => {
      const place = { ...store.place, ...given }
      const { S3Store } = await import('#services/files/disks/s3_store')
      const address = await new S3Store(place).signRead(KEY, { type: 'a/b', disposition: 'inline' })
      assert.equal(new URL(address).origin, originOfS3(place))
    })
})
