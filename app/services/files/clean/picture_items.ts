import type { Stretch } from '#services/files/clean/blank'
import { boxesOf, freed, type Box } from '#services/files/clean/boxes'
import { Unclean, type ByteWindow } from '#services/files/clean/byte_window'

/** What the table of a picture's parts stands on. */
const KEPT = new Set(['hdlr', 'pitm', 'iloc', 'iinf', 'iprp', 'iref', 'idat', 'dinf', 'grpl'])
/** Parts that are looked at, or say how others are put together; all other parts are words. */
const PICTURES = new Set([
  ...['hvc1', 'hev1', 'lhv1', 'vvc1', 'av01', 'avc1', 'jpeg', 'j2k1', 'unci', 'mski'],
  ...['grid', 'iovl', 'iden', 'tmap'],
])
/** A note of EXIF that says nothing: no place before it, a header, a directory without entries. */
const NOTHING = Buffer.from('\0\0\0\0II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1')

const MOST_PLACES = 20_000

interface Extent {
  id: number
  from: number
  to: number
}

/**
 * What becomes of the words in the table of a HEIC or AVIF picture (ISO/IEC 14496-12, 8.11).
 * @returns null for the table of something else
 * @throws Unclean
 */
export async function privateItems(file: ByteWindow, table: Box): Promise<Stretch[] | null> {
  const boxes = await boxesOf(file, table.body + 4, table.to).catch(() => [])
  const find = (name: string) => boxes.find((box) => box.name === name)
  const handler = find('hdlr')
  if (!handler || (await file.text(handler.body + 8, 4)) !== 'pict') return null
  const [list, places, inside] = [find('iinf'), find('iloc'), find('idat')]
  if (!list || !places) throw new Unclean('no table of parts')
  const names = await namesOf(file, list)
  const extents = extentsOf(await read(file, places), inside?.body)
  return [
    ...boxes.filter(({ name }) => !KEPT.has(name)).flatMap(freed),
    ...extents
      .filter(({ id }) => !PICTURES.has(names.get(id) ?? ''))
      .flatMap((extent) => emptied(extent, names.get(extent.id))),
  ]
}

function emptied({ from, to }: Extent, name: string | undefined): Stretch[] {
  const note: Stretch = { from, to: from + NOTHING.length, becomes: NOTHING }
  if (name !== 'Exif' || to < note.to) return [{ from, to, becomes: 'blank' }]
  return [note, { from: note.to, to, becomes: 'blank' }]
}

function read(file: ByteWindow, { body, to }: Box): Promise<Buffer> {
  return file.take(body, to - body)
}

/** The kind of every part. */
async function namesOf(file: ByteWindow, list: Box): Promise<Map<number, string>> {
  const [version] = await file.take(list.body, 1)
  const names = new Map<number, string>()
  for (const box of await boxesOf(file, list.body + (version === 0 ? 6 : 8), list.to)) {
    const part = Buffer.from(await read(file, box))
    if (part.length < 12) continue
    if (part[0] === 2) names.set(part.readUInt16BE(4), part.toString('latin1', 8, 12))
    if (part[0] === 3) names.set(part.readUInt32BE(4), part.toString('latin1', 10, 14))
  }
  return names
}

/** Where the parts lie; `inside` is where the table's own store begins. */
function extentsOf(places: Buffer, inside: number | undefined): Extent[] {
  let at = 0
  const next = (bytes: number) => {
    if (at + bytes > places.length) throw new Unclean('no place of a part')
    at += bytes
    if (![0, 2, 4, 8].includes(bytes)) throw new Unclean('no size of a place')
    if (bytes === 8) return Number(places.readBigUInt64BE(at - 8))
    return bytes === 0 ? 0 : places.readUIntBE(at - bytes, bytes)
  }
  const version = next(4) >>> 24
  const sizes = next(2)
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15]
  const indexSize = version === 0 ? 0 : sizes & 15
  const wide = version < 2 ? 2 : 4
  const extents: Extent[] = []
  for (let left = next(wide); left > 0; left--) {
    const id = next(wide)
    const method = version === 0 ? 0 : next(2) & 15
    const elsewhere = next(2)
    const base = next(baseSize)
    for (let more = next(2); more > 0; more--) {
      next(indexSize)
      const from = base + next(offsetSize)
      const length = next(lengthSize)
      if (elsewhere !== 0 || method > 1 || length === 0) throw new Unclean('a part without a place')
      if (method === 1 && inside === undefined) throw new Unclean('a part without a store')
      const start = from + (method === 1 ? inside! : 0)
      extents.push({ id, from: start, to: start + length })
      if (extents.length > MOST_PLACES) throw new Unclean('too many places')
    }
  }
  return extents
}
