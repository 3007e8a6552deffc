import type { Stretch } from '#services/files/clean/blank'
import { boxesOf, freed, type Box } from '#services/files/clean/boxes'
import { Unclean, type ByteWindow } from '#services/files/clean/byte_window'

/** Tracks that are seen or heard, and the words and times that go with them. */
const SHOWN = new Set(['vide', 'auxv', 'pict', 'soun', 'text', 'sbtl', 'subt', 'clcp', 'tmcd'])
const MOST_CHUNKS = 20_000

/**
 * What becomes of a film's track: nothing where it is seen or heard; all others are what the camera noted while it ran, its
 * places above all, and go with their samples (ISO/IEC 14496-12, 8.4.3 and 8.7).
 * @throws Unclean
 */
export async function toldTrack(file: ByteWindow, track: Box): Promise<Stretch[]> {
  const media = await findIn(file, [track], 'mdia')
  const [handler] = await findIn(file, media, 'hdlr')
  if (!handler || SHOWN.has(await file.text(handler.body + 8, 4))) return []
  const table = await findIn(file, await findIn(file, media, 'minf'), 'stbl')
  return [...(await samplesOf(file, table)), ...freed(track)]
}

async function findIn(file: ByteWindow, holders: Box[], name: string): Promise<Box[]> {
  const found: Box[] = []
  for (const { body, to } of holders) {
    const boxes = await boxesOf(file, body, to)
    found.push(...boxes.filter((box) => box.name === name))
  }
  return found
}

/** The chunks of a track's samples: where each begins, how many samples it has, and how long they are together. */
async function samplesOf(file: ByteWindow, table: Box[]): Promise<Stretch[]> {
  const tableOf = async (name: string) => {
    const [box] = await findIn(file, table, name)
    return box && Buffer.from(await file.take(box.body, box.to - box.body))
  }
  const [sizes, runs] = [await tableOf('stsz'), await tableOf('stsc')]
  const [near, far] = [await tableOf('stco'), await tableOf('co64')]
  const places = near ?? far
  if (!sizes || !runs || !places) throw new Unclean('no table of samples')
  const number = (from: Buffer, at: number) => {
    if (at + 4 > from.length) throw new Unclean('no entry of a table')
    return from.readUInt32BE(at)
  }
  if (number(places, 4) > MOST_CHUNKS) throw new Unclean('too many chunks')
  const same = number(sizes, 4)
  const stretches: Stretch[] = []
  let [run, sample] = [0, 0]
  for (let chunk = 0; chunk < number(places, 4); chunk++) {
    const at = 8 + chunk * (near ? 4 : 8)
    const from = near ? number(near, at) : number(places, at) * 2 ** 32 + number(places, at + 4)
    if (run + 1 < number(runs, 4) && number(runs, 8 + (run + 1) * 12) === chunk + 1) run += 1
    const samples = number(runs, 12 + run * 12)
    let bytes = same * samples
    if (!same)
      for (let one = 0; one < samples; one++) bytes += number(sizes, 12 + (sample + one) * 4)
    sample += samples
    stretches.push({ from, to: from + bytes, becomes: 'blank' })
  }
  return stretches
}
