import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import sharp from 'sharp'
import { Unclean } from '#services/files/clean/byte_window'
import { findPieces, openClean } from '#services/files/clean/open_clean'
import { blobOf } from '#services/files/clean/pieces'
import { makeDice } from '#tests/support/dice'
import { SECRETS, toldDocument, toldFilm, toldGif, toldPhoto } from '#tests/support/told_files'

const TAMPERED = process.env.COUNTERSIGN_LONG ? 5000 : 25
const PHOTOS = ['jpeg', 'png', 'webp', 'tiff', 'avif'] as const

async function clean(file: Buffer, mime: string) {
  const key = `attachments/test/${randomUUID()}`
  await drive.use().put(key, file)
  return openClean(key, mime)
}

async function cleaned(file: Buffer, mime: string): Promise<Buffer> {
  const blob = await clean(file, mime)
  const whole = await buffer(await blob.read())
  if (whole.length !== blob.bytes) throw new Error(`says ${blob.bytes}, sends ${whole.length}`)
  return whole
}

function readIn(file: Buffer) {
  return async (start = 0, end = file.length - 1) => Readable.from([file.subarray(start, end + 1)])
}

function boxOf(name: string, body: Buffer): Buffer {
  const head = Buffer.from(`\0\0\0\0${name}`)
  head.writeUInt32BE(body.length + 8)
  return Buffer.concat([head, body])
}

/** A picture whose table cannot be read, while what it points to is there. */
function withoutTable(photo: Buffer): Buffer {
  const made = Buffer.from(photo)
  made.writeUInt32BE(7, photo.indexOf('hdlr') - 4)
  return made
}

/** A picture that says of its first part that it lies in another file, which may be this one again. */
function withPlacesElsewhere(photo: Buffer): Buffer {
  const made = Buffer.from(photo)
  const places = photo.indexOf('iloc') + 4
  // Behind version, sizes, count and the part's own number; its kind of place stands before it from version 1 on.
  made.writeUInt16BE(1, places + (photo[places] === 0 ? 10 : 12))
  return made
}

/** The secrets that stand in a file, or in the words that a reader finds in it. */
function secretsIn(file: Buffer): string[] {
  return SECRETS.filter((secret) => file.includes(secret))
}

test.group('A cleaned file', (group) => {
  group.each.teardown(() => drive.use().deleteAll('attachments/test'))

  test('shows the same pixels, colours and turn, and says nothing else: {$self}')
    .with([...PHOTOS])
    .run(async ({ assert }, format) => {
      const photo = await toldPhoto(format)
      assert.isNotEmpty(secretsIn(photo))
      const made = await cleaned(photo, `image/${format}`)
      assert.deepEqual(secretsIn(made), [])
      const [before, after] = [await sharp(photo).metadata(), await sharp(made).metadata()]
      assert.isDefined(before.icc)
      assert.deepEqual(after.icc, before.icc)
      // AVIF turns by its own table, and has nothing to turn here.
      assert.equal(before.orientation, format === 'avif' ? undefined : 6)
      assert.equal(after.orientation, before.orientation)
      // Where others point into a file, what said something stays as an empty place.
      assert.isTrue(after.xmp?.every((byte) => byte === 0) ?? true)
      const shown = (file: Buffer) => sharp(file).autoOrient().raw().toBuffer()
      assert.deepEqual(await shown(made), await shown(photo))
    })

  test('is read in parts as if it were stored so', async ({ assert }) => {
    const photo = await toldPhoto('jpeg')
    const blob = await clean(photo, 'image/jpeg')
    const whole = await buffer(await blob.read())
    for (const [start, end] of [
      [0, 0],
      [1, 5],
      [0, 60],
      [30, 400],
      [blob.bytes - 7, blob.bytes - 1],
    ]) {
      const part = await buffer(await blob.read(start, end))
      assert.isTrue(part.equals(whole.subarray(start, end + 1)), `${start} to ${end}`)
    }
    assert.isBelow(blob.bytes, photo.length)
  })

  test('still moves, without comments and notes', async ({ assert }) => {
    const made = await cleaned(await toldGif(), 'image/gif')
    assert.deepEqual(secretsIn(made), [])
    const { pages, loop } = await sharp(made).metadata()
    assert.deepEqual([pages, loop], [2, 3])
  })

  test('keeps its length where others point into it', async ({ assert }) => {
    const film = toldFilm()
    const made = await cleaned(film, 'video/mp4')
    assert.deepEqual(secretsIn(made), [])
    assert.equal(made.length, film.length)
    assert.equal(made.indexOf('the film itself'), film.indexOf('the film itself'))
    assert.equal(made.lastIndexOf('the film itself'), film.lastIndexOf('the film itself'))
    assert.equal(made.toString('latin1').split('the film itself').length, 4)
    assert.include(made.toString('latin1'), 'mvhdhead')
    for (const mime of ['video/3gpp', 'audio/x-m4a'])
      assert.isTrue(made.equals(await cleaned(film, mime)), mime)
  })

  test('keeps the layers of a document', async ({ assert }) => {
    const made = await cleaned(toldDocument(), 'image/vnd.adobe.photoshop')
    assert.deepEqual(secretsIn(made), [])
    const text = made.toString('latin1')
    for (const kept of ['resolution', 'colours', 'the layers and pixels'])
      assert.include(text, kept)
    assert.equal(made.readUInt32BE(30), made.indexOf('the layers') - 34)
  })

  test('is whole or none of a file that was tampered with', async ({ assert }) => {
    const dice = makeDice(8)
    const files: [Buffer, string][] = [
      [await toldGif(), 'image/gif'],
      [toldFilm(), 'video/mp4'],
      [toldDocument(), 'image/vnd.adobe.photoshop'],
    ]
    for (const format of PHOTOS) files.push([await toldPhoto(format), `image/${format}`])
    for (const [file, mime] of files) {
      for (let times = 0; times < TAMPERED; times++) {
        const made = Buffer.from(
          file.subarray(0, dice.below(8) ? file.length : dice.below(file.length))
        )
        for (let left = dice.below(6); left > 0 && made.length > 0; left--) {
          made[dice.below(Math.min(made.length, dice.pick([40, 400, file.length])))] = dice.pick([
            0, 1, 0x7f, 0xff,
          ])
        }
        const blob = { bytes: made.length, read: readIn(made) }
        const pieces = await findPieces(blob, mime).catch((error) => {
          if (!(error instanceof Unclean)) throw error
          return null
        })
        if (!pieces) continue
        const tampered = blobOf(blob, pieces)
        const whole = await buffer(await tampered.read())
        assert.equal(whole.length, tampered.bytes)
      }
    }
  })

  test('is none where the parts cannot be told apart', async ({ assert }) => {
    const tiff = await toldPhoto('tiff')
    const big = Buffer.from(tiff)
    big.writeUInt16LE(43, 2)
    const photo = await toldPhoto('jpeg')
    const broken: [Buffer, string][] = [
      [Buffer.from('GIF89a'), 'image/gif'],
      [Buffer.from('no picture at all'), 'image/png'],
      [photo.subarray(0, 100), 'image/jpeg'],
      [big, 'image/tiff'],
      [Buffer.from('\0\0\0\x04ftyp', 'latin1'), 'image/heic'],
      [Buffer.from('II*\0'), 'image/x-canon-cr2'],
      [withoutTable(await toldPhoto('avif')), 'image/avif'],
      [withPlacesElsewhere(await toldPhoto('avif')), 'image/avif'],
    ]
    for (const [file, mime] of broken) {
      await assert.rejects(() => clean(file, mime), Unclean as any)
    }
  })

  test('is none where there are more parts than a picture has', async ({ assert }) => {
    const many = (part: string, times: number) => Buffer.alloc(part.length * times, part, 'latin1')
    const pieces = many('\0\0\0\0IDAT\0\0\0\0\0\0\0\0tEXt\0\0\0\0', 30_000)
    const blocks = many('\x21\xfe\0', 170_000)
    const words = many('\0\0\0\x08udta', 40_000)
    const directory = Buffer.from('II*\0\x08\0\0\0\xff\xff', 'latin1')
    const crowded: [Buffer, string][] = [
      [Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), pieces]), 'image/png'],
      [Buffer.concat([Buffer.from('GIF89a\0\0\0\0\0\0\0'), blocks]), 'image/gif'],
      [boxOf('moov', words), 'video/mp4'],
      [Buffer.concat([directory, Buffer.alloc(800_000)]), 'image/tiff'],
    ]
    for (const [file, mime] of crowded) {
      const blob = { bytes: file.length, read: readIn(file) }
      await assert.rejects(() => findPieces(blob, mime), /^too many/)
    }
  })

  test('is closed where it lies when nobody reads a byte of it', async ({ assert }) => {
    const lying = new Readable({ read() {} })
    const body = await blobOf({ bytes: 9, read: async () => lying }, [{ from: 0, to: 9 }]).read()
    body.destroy()
    await setImmediate()
    assert.isTrue(lying.destroyed)
  })
})
