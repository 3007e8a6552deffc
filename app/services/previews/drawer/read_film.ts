import {
  ALL_FORMATS,
  FilePathSource,
  HLS,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny'
import type { Drawing } from '#services/previews/media_facts'

/** A list of films (HLS) names files beside it and addresses elsewhere: no upload leads there. */
const FORMATS = ALL_FORMATS.filter((format) => format !== HLS)

/** Frames looked at to tell how many come a second. */
const FRAMES = 120

/** Reads what a film or a sound says of itself, without decoding any of it. */
export async function readFilm(path: string): Promise<Drawing> {
  const input = new Input({ formats: FORMATS, source: new FilePathSource(path) })
  try {
    const { name } = await input.getFormat()
    const picture = await input.getPrimaryVideoTrack()
    const sound = await input.getPrimaryAudioTrack()
    if (!picture && !sound) throw new Error('holds neither pictures nor sound')
    const seconds = (await input.getDurationFromMetadata()) ?? (await input.computeDuration())
    const shown = picture ? await factsOfPicture(picture) : {}
    const heard = sound ? await factsOfSound(sound, !picture) : {}
    return {
      media: { format: name.toLowerCase(), ...shown, ...heard },
      duration: Math.round(seconds * 1000),
      ...(picture && {
        width: await picture.getDisplayWidth(),
        height: await picture.getDisplayHeight(),
      }),
    }
  } finally {
    input.dispose()
  }
}

async function factsOfPicture(track: InputVideoTrack) {
  const { averagePacketRate } = await track.computePacketStats(FRAMES)
  const { matrix } = await track.getColorSpace()
  return {
    codec: (await track.getCodec()) ?? undefined,
    colourSpace: matrix ?? undefined,
    fps: Math.round(averagePacketRate * 100) / 100,
    rotation: await track.getRotation(),
  }
}

async function factsOfSound(track: InputAudioTrack, isAlone: boolean) {
  const codec = (await track.getCodec()) ?? undefined
  return {
    ...(isAlone ? { codec } : { audioCodec: codec }),
    sampleRate: await track.getSampleRate(),
    channels: await track.getNumberOfChannels(),
  }
}
