import { randomInt } from 'node:crypto'
import { test } from '@japa/runner'
import { isKeyOf, sealDigest } from '#services/backup/key_of_backup'
import { readBackup } from '#services/backup/read_backup'
import { BLOCK } from '#services/backup/tar_header'
import { FOOTER } from '#services/backup/footer'
import {
  bytesOf,
  FILE,
  HEAD_OF_TEST,
  headEntry,
  KEY,
  makeFolder,
  rowsEntry,
  smallEntries,
} from '#tests/support/backups'

test.group('Reading a backup', (group) => {
  let folder: Awaited<ReturnType<typeof makeFolder>>

  group.setup(async () => {
    folder = await makeFolder()
    return () => folder.remove()
  })

  /** The sentence with which it is refused, or null. */
  async function refusalOf(bytes: Buffer): Promise<string | null> {
    const path = await folder.put(bytes)
    return readBackup(path).then(
      () => null,
      (error) => (error.name === 'BackupTrouble' ? error.message : `not a trouble: ${error.stack}`)
    )
  }

  test('gives back what was written, and proves who wrote it', async ({ assert }) => {
    const path = await folder.put(await bytesOf())
    const seen: Record<string, string> = {}
    const { head, manifest, digest, seal } = await readBackup(path, {
      rows: async (table, rows) => {
        seen[table] = (seen[table] ?? '') + rows.toString()
      },
      file: async (key, bytes, chunks) => {
        for await (const chunk of chunks) seen[key] = `${bytes} ${chunk.toString()}`
      },
    })
    assert.deepEqual(seen, {
      tickets: '1\ta banner\n2\ta video\n3\ta shoot\n',
      users: '1\n2\n',
      [FILE]: '15 the file itself',
    })
    assert.deepEqual(manifest.tables, { tickets: 3, users: 2 })
    assert.isTrue(isKeyOf(head, KEY))
    assert.isFalse(isKeyOf(head, `${KEY}!`))
    assert.isTrue(sealDigest(head, KEY, digest).equals(seal))
  })

  test('finds a flipped bit wherever it is', async ({ assert }) => {
    const bytes = await bytesOf()
    const inTheEnd = Array.from({ length: 40 }, () => bytes.length - 1 - randomInt(FOOTER))
    const places = [...inTheEnd, ...Array.from({ length: 100 }, () => randomInt(bytes.length))]
    for (const place of places) {
      const bit = 1 << randomInt(8)
      bytes[place] ^= bit
      const refusal = await refusalOf(bytes)
      bytes[place] ^= bit
      assert.match(
        refusal ?? 'accepted',
        /^The file is damaged|newer version|not a backup/,
        `${place}`
      )
    }
    assert.isNull(await refusalOf(bytes))
  }).timeout(20_000)

  test('finds that it was cut off or has grown', async ({ assert }) => {
    const bytes = await bytesOf()
    for (const length of [
      bytes.length - 1,
      bytes.length - FOOTER,
      bytes.length / 2,
      BLOCK + 9,
      100,
    ]) {
      assert.match((await refusalOf(bytes.subarray(0, Math.floor(length))))!, /cut off/)
    }
    assert.match((await refusalOf(Buffer.alloc(0)))!, /not a backup/)
    assert.match((await refusalOf(Buffer.concat([bytes, Buffer.from('x')])))!, /damaged/)
    const taken = Buffer.concat([bytes.subarray(0, 2 * BLOCK), bytes.subarray(3 * BLOCK)])
    assert.match((await refusalOf(taken))!, /1 byte|512 bytes/)
  })

  test('names the entry that is missing, added, out of order or not what was written', async ({
    assert,
  }) => {
    const whole = await bytesOf()
    /** Puts the tar entries in another order, under the indexes that were written for the true one. */
    const blocks = split(whole)
    const rebuilt = (entries: Buffer[]) =>
      Buffer.concat([...entries, whole.subarray(-FOOTER - 2 * BLOCK)])
    const [head, one, two, users, file, index, manifest] = blocks
    const cases: [Buffer[], RegExp][] = [
      [[head, one, users, file, index, manifest], /tables\/tickets\/000002 is missing/],
      [[head, one, two, users, file, file, index, manifest], /files\/attachments.* (place|belong)/],
      [[head, two, one, users, file, index, manifest], /another place/],
      [[head, one, two, users, file, manifest], /does not belong|not what was written|missing/],
      [[head, one, two, users, file, index], /damaged/],
    ]
    for (const [entries, sentence] of cases) {
      assert.match((await refusalOf(sized(rebuilt(entries))))!, sentence)
    }
    const other = await bytesOf(
      smallEntries().with(1, rowsEntry('tickets', 1, '1\tforged\n2\tx\n'))
    )
    const swapped = [head, split(other)[1], two, users, file, index, manifest]
    assert.match((await refusalOf(sized(rebuilt(swapped))))!, /tables\/tickets\/000001 is not/)
  })

  test('finds a manifest that does not fit, and says so when it was changed', async ({
    assert,
  }) => {
    assert.match(
      (await refusalOf(await bytesOf(smallEntries(), { tables: { tickets: 2, users: 2 } })))!,
      /sums of tables\/tickets/
    )
    assert.match(
      (await refusalOf(await bytesOf(smallEntries(), { files: { count: 2, bytes: 15 } })))!,
      /manifest\.json/
    )
    const bytes = await bytesOf()
    const at = bytes.lastIndexOf('"missingCount": 0')
    bytes.write('"missingCount": 9', at)
    assert.match((await refusalOf(bytes))!, /manifest\.json/)
  })

  test('says when it is of a newer version, or nothing of ours', async ({ assert }) => {
    const newer = { ...HEAD_OF_TEST, format: 2, version: '9.0.0' }
    assert.match((await refusalOf(await bytesOf([headEntry(newer)])))!, /newer version \(9\.0\.0\)/)
    assert.match((await refusalOf(Buffer.alloc(5000, 'x')))!, /not a backup/)
  })

  test('takes no entry that could write elsewhere, and nothing that swells', async ({ assert }) => {
    const content = Buffer.from('x')
    const names = [
      'files/../../etc/passwd',
      'files/attachments/../../../x',
      '/etc/passwd',
      'files/attachments/a/..',
      'files/other/ab/x',
      'files/attachments/.ssh/keys',
      'tables/../x/000001',
      'tables/TICKETS/000001',
      'tables/users; drop table users/000001',
      'index/../x.json',
    ]
    for (const name of names) {
      const refusal = await refusalOf(await bytesOf([headEntry(), { name, content }]))
      assert.match(refusal!, /no readable entry/, name)
    }
    const bomb = rowsEntry('users', 1, '1\n'.repeat(4 * 1024 * 1024))
    assert.match((await refusalOf(await bytesOf([headEntry(), bomb])))!, /tables\/users\/000001/)
    const link = await bytesOf()
    link[
      BLOCK + headEntry().content.length + (BLOCK - (headEntry().content.length % BLOCK)) + 156
    ] = 0x32
    assert.match((await refusalOf(link))!, /no readable entry/)
  })
})

/** The entries of a tar file, each with its header and padding; without the end and the footer. */
function split(bytes: Buffer): Buffer[] {
  const entries: Buffer[] = []
  let at = 0
  while (bytes[at] !== 0) {
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 135), 8)
    const length = BLOCK + Math.ceil(size / BLOCK) * BLOCK
    entries.push(bytes.subarray(at, at + length))
    at += length
  }
  return entries
}

/** With the length that it has now in its footer. */
function sized(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const at = copy.lastIndexOf('\nbytes ') + 7
  copy.write(String(copy.length - FOOTER).padStart(16, '0'), at)
  return copy
}
