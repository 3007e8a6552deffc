import { crc32 } from 'node:zlib'
import sharp from 'sharp'

/** Words that stand in all of these files and are nobody's business. */
export const SECRETS = ['Pocket camera 7', 'Ada Secret', 'secret-keyword', '14;35;30']

const EXIF = {
  IFD0: { Make: SECRETS[0], Artist: SECRETS[1] },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '14/1 35/1 30/1', GPSAreaInformation: SECRETS[3] },
}
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="${SECRETS[2]}"/></rdf:RDF></x:xmpmeta>`

type Format = 'jpeg' | 'png' | 'webp' | 'tiff' | 'avif'

/** A photo that says which camera made it, where and by whom; it lies on its side and has a profile of colours. */
export async function toldPhoto(format: Format): Promise<Buffer> {
  const pixels = Buffer.from(Array.from({ length: 60 * 40 * 3 }, (_, index) => (index * 7) % 256))
  const photo = sharp(pixels, { raw: { width: 60, height: 40, channels: 3 } })
    .withExif(EXIF)
    .withMetadata({ orientation: 6 })
    .withXmp(XMP)
    .withIccProfile('p3', { attach: true })
  const made = await photo.toFormat(format).toBuffer()
  if (format === 'jpeg') return withJpegWords(made)
  return format === 'png' ? withPngWords(made) : made
}

/** A comment, IPTC, and a second picture behind the end. */
function withJpegWords(photo: Buffer): Buffer {
  const segment = (marker: number, text: string) =>
    Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text, 'latin1')])
  const words = [segment(0xfe, SECRETS[2]), segment(0xed, `Photoshop 3.0\0${SECRETS[2]}`)]
  return Buffer.concat([photo.subarray(0, 2), ...words, photo.subarray(2), photo])
}

function withPngWords(photo: Buffer): Buffer {
  const text = Buffer.from(`tEXtAuthor\0${SECRETS[1]}`, 'latin1')
  const chunk = Buffer.alloc(text.length + 8)
  chunk.writeUInt32BE(text.length - 4)
  text.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(text), text.length + 4)
  return Buffer.concat([photo.subarray(0, 33), chunk, photo.subarray(33), Buffer.from(SECRETS[0])])
}

/** A moving picture with a comment and what a program noted. */
export async function toldGif(): Promise<Buffer> {
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { width: 20, height: 20, channels: 3, background } })
        .png()
        .toBuffer()
    )
  )
  const made = await sharp(frames, { join: { animated: true } })
    .gif({ loop: 3 })
    .toBuffer()
  const block = (head: number[], text: string) =>
    Buffer.concat([Buffer.from([0x21, ...head, text.length]), Buffer.from(`${text}\0`, 'latin1')])
  const comment = block([0xfe], SECRETS[2])
  const noted = block([0xff, 11, ...Buffer.from('XMP DataXMP')], SECRETS[1])
  const end = made.length - 1
  return Buffer.concat([
    made.subarray(0, end),
    comment,
    noted,
    made.subarray(end),
    Buffer.from(SECRETS[0]),
  ])
}

/** A film's boxes: where it was made, beside what it is played by. */
export function toldFilm(): Buffer {
  const box = (name: string, ...parts: (Buffer | string)[]) => {
    const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)))
    const head = Buffer.alloc(8)
    head.writeUInt32BE(body.length + 8)
    head.write(name, 4, 'latin1')
    return Buffer.concat([head, body])
  }
  const words = box('udta', box('cust', SECRETS[3], SECRETS[0]))
  const track = box('trak', box('tkhd', 'track'), box('meta', SECRETS[1]))
  const numbers = (...all: number[]) => {
    const made = Buffer.alloc(all.length * 4)
    for (const [index, one] of all.entries()) made.writeUInt32BE(one, index * 4)
    return made
  }
  const said = 'the film itself'
  /** What a camera noted while it ran, in two chunks, and the film in the same store. */
  const noted = (start: number) => {
    const places = [said.length, said.length + SECRETS[3].length * 2 + said.length]
    const table = box(
      'stbl',
      box('stsz', numbers(0, 0, 3, ...Array.from({ length: 3 }, () => SECRETS[3].length))),
      box('stsc', numbers(0, 2, 1, 2, 1, 2, 1, 1)),
      box('stco', numbers(0, 2, ...places.map((place) => start + place)))
    )
    const handler = box('hdlr', '\0\0\0\0\0\0\0\0meta')
    return box('trak', box('mdia', handler, box('minf', table)))
  }
  const made = (start: number) =>
    Buffer.concat([
      box('ftyp', 'mp42', '\0\0\0\0'),
      box('moov', box('mvhd', 'head'), track, noted(start), words),
      box('uuid', SECRETS[2]),
      box('mdat', said, SECRETS[3], SECRETS[3], said, SECRETS[3], said),
    ])
  return made(made(0).indexOf(said))
}

/** A Photoshop document's head with its notes, and what stands behind them. */
export function toldDocument(): Buffer {
  const note = (id: number, text: string) => {
    const head = Buffer.from('8BIM\0\0\0\0\0\0\0\0', 'latin1')
    head.writeUInt16BE(id, 4)
    head.writeUInt32BE(text.length, 8)
    return Buffer.concat([head, Buffer.from(text.length % 2 ? `${text}\0` : text)])
  }
  const notes = Buffer.concat([
    note(1005, 'resolution'),
    ...[1028, 1058, 1060].map((id, index) => note(id, SECRETS[index])),
    note(1039, 'colours'),
  ])
  const head = Buffer.alloc(30)
  head.write('8BPS\0\x01', 'latin1')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(notes.length)
  return Buffer.concat([head, length, notes, Buffer.from('the layers and pixels')])
}
