import { inflateRawSync } from 'node:zlib'

/** The files of a zip archive by name, read by its directory as spreadsheets do. */
export function unzip(archive: Buffer): Map<string, string> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'))
  const count = archive.readUInt16LE(end + 10)
  const files = new Map<string, string>()
  let at = archive.readUInt32LE(end + 16)
  for (let left = count; left > 0; left--) {
    const packed = archive.readUInt32LE(at + 20)
    const [name, extra, comment] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place))
    const local = archive.readUInt32LE(at + 42)
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const kept = archive.subarray(begin, begin + packed)
    const content = archive.readUInt16LE(at + 10) === 0 ? kept : inflateRawSync(kept)
    files.set(archive.subarray(at + 46, at + 46 + name).toString(), content.toString())
    at += 46 + name + extra + comment
  }
  return files
}

/** The cells of a sheet, row by row: words in quotes, numbers bare, nothing as nothing. */
export function cellsOf(sheet: string): string[][] {
  return [...sheet.matchAll(/<row>(.*?)<\/row>/gs)].map(([, row]) =>
    [
      ...row.matchAll(/<c(?:\/>|( [^>]*)>(?:<v>(.*?)<\/v>|<is><t[^>]*>(.*?)<\/t><\/is>)<\/c>)/gs),
    ].map(([, , number, text]) => number ?? (text === undefined ? '' : JSON.stringify(text)))
  )
}
