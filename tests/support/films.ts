import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'

/** An MP4 without a single picture that can be seen, but with all that a film says of itself: VP9, 25 a second. */
export async function filmOf({ width = 1280, height = 720, seconds = 2, rotation = 0 } = {}) {
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat(), target })
  const source = new EncodedVideoPacketSource('vp9')
  output.addVideoTrack(source, { rotation: rotation as 0 })
  await output.start()
  const codec = 'vp09.00.10.08'
  const settings = { decoderConfig: { codec, codedWidth: width, codedHeight: height } }
  for (let frame = 0; frame < seconds * 25; frame++) {
    const data = new Uint8Array([0x82, 0x49, 0x83, 0x42, frame % 255])
    const kind = frame % 25 === 0 ? 'key' : 'delta'
    await source.add(new EncodedPacket(data, kind, frame / 25, 1 / 25), settings as any)
  }
  await output.finalize()
  return Buffer.from(target.buffer!)
}

/** A WAV of silence. */
export function soundOf(seconds = 1, rate = 8000): Buffer {
  const head = Buffer.alloc(44)
  const bytes = seconds * rate * 2
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + bytes, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(rate, 24)
  head.writeUInt32LE(rate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(bytes, 40)
  return Buffer.concat([head, Buffer.alloc(bytes)])
}
