import { buffer } from 'node:stream/consumers'
import { StorageAway } from '#services/files/disks/storage_away'
import { openBlob } from '#services/files/open_blob'

/** Bytes of a text that are shown. */
export const LONGEST = 200_000

/** Joiners stay: words of some languages need them. */
const UNSEEN = /(?![\n\r\t\u200c\u200d])[\p{Cc}\p{Cf}]/gu

export interface ReadText {
  text: string
  /** More follows than is shown. */
  isCut: boolean
}

/**
 * The beginning of a text file, as UTF-8 or what its mark says. Signs that change the direction of what stands around them
 * or cannot be seen are left out.
 */
export async function readText(key: string): Promise<ReadText> {
  const { bytes, read } = await openBlob(key)
  if (bytes === 0) return { text: '', isCut: false }
  const isCut = bytes > LONGEST
  const head = await buffer(await read(0, Math.min(bytes, LONGEST) - 1)).catch((cause) => {
    throw new StorageAway({ cause })
  })
  const label = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : 'utf-8'
  const text = new TextDecoder(label).decode(head, { stream: isCut })
  return { text: text.replace(UNSEEN, ''), isCut }
}
