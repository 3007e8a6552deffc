import { deflateSync, crc32 } from 'node:zlib'
import sharp from 'sharp'

/** A picture of one colour in a format of sharp's. */
export async function picture(
  width = 60,
  height = 40,
  format: 'png' | 'jpeg' | 'webp' | 'gif' = 'png'
): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#10384a' } })
    .toFormat(format)
    .toBuffer()
}

/** A JPEG that is stored lying and meant upright, with a place name in its metadata. */
export async function turnedPhoto(): Promise<Buffer> {
  const lying = sharp({ create: { width: 80, height: 20, channels: 3, background: '#f2b134' } })
  return lying
    .withExif({ IFD0: { ImageDescription: 'Secret place' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

/** A PNG of few bytes that says it is enormous. */
export function bombPicture(width = 30_000, height = 30_000): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const rows = deflateSync(Buffer.alloc(1000))
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body) >>> 0)
  return Buffer.concat([length, body, sum])
}
