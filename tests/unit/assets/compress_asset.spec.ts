import { chooseEncoding } from '#services/assets/choose_encoding'
import { compressAsset } from '#services/assets/compress_asset'
import { digest } from '#services/assets/digest'
import type { Asset } from '#services/assets/types'
import { test } from '@japa/runner'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

test.group('compressAsset', (group) => {
  let cache: string
  group.each.setup(async () => {
    cache = await mkdtemp(join(tmpdir(), 'cache-'))
    return () => rm(cache, { recursive: true })
  })

  test('gives back the same bytes and keeps them on disk', async ({ assert }) => {
    const asset = sample('a tale of two encodings ')
    const [brotli, gzip] = await Promise.all([
      compressAsset(asset, 'br', cache),
      compressAsset(asset, 'gzip', cache),
    ])
    assert.deepEqual(brotliDecompressSync(brotli), asset.body)
    assert.deepEqual(gunzipSync(gzip), asset.body)
    assert.isBelow(brotli.length, asset.body.length / 10)
    assert.deepEqual(await readFile(join(cache, `${asset.digest}.br`)), brotli)
  })

  test('takes what an earlier process left', async ({ assert }) => {
    const asset = sample('left behind ')
    await writeFile(join(cache, `${asset.digest}.gzip`), 'from the disk')
    assert.deepEqual(await compressAsset(asset, 'gzip', cache), Buffer.from('from the disk'))
  })

  test('works without a disk', async ({ assert }) => {
    const asset = sample('no disk ')
    assert.deepEqual(
      brotliDecompressSync(await compressAsset(asset, 'br', '/dev/null/cache')),
      asset.body
    )
  })
})

test.group('chooseEncoding', () => {
  test('answers {0} with {1}')
    .with([
      ['gzip, deflate, br, zstd', 'br'],
      ['gzip', 'gzip'],
      ['GZIP;q=0.5', 'gzip'],
      ['br;q=0, gzip', 'gzip'],
      ['br; q=0.0', null],
      ['identity', null],
      ['', null],
      [undefined, null],
    ] as [string | undefined, string | null][])
    .run(({ assert }, [header, encoding]) => {
      assert.equal(chooseEncoding(sample('x'.repeat(50)), header), encoding)
    })

  test('leaves small files and pictures alone', ({ assert }) => {
    assert.isNull(chooseEncoding({ ...sample('x'), body: Buffer.from('x') }, 'br'))
    assert.isNull(chooseEncoding({ ...sample('x'), type: 'image/png' }, 'br'))
  })
})

function sample(text: string): Asset {
  const body = Buffer.from(text.repeat(600))
  return { path: 'sample.js', type: 'text/javascript', body, digest: digest(body) }
}
