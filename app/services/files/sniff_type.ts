import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { endingOf } from '#services/files/clean_name'

const HEAD = 64 * 1024

/** Packed documents and material that a request may carry, beside images, sound, film and fonts. */
const TAKEN = new Set([
  'application/pdf',
  'application/rtf',
  'application/postscript',
  'application/eps',
  'application/zip',
  'application/gzip',
  'application/x-7z-compressed',
  'application/x-rar-compressed',
  'application/epub+zip',
  'application/x-indesign',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'application/vnd.oasis.opendocument.graphics',
  'application/ogg',
  'text/calendar',
  'text/vcard',
  'text/vtt',
])

const FAMILIES = /^(image|video|audio|font)\//

/** Old office files share one container with installers: only these endings are taken. */
const OLD_OFFICE: Record<string, string> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  msg: 'application/vnd.ms-outlook',
}

const TEXTS: Record<string, string> = {
  '': 'text/plain',
  'txt': 'text/plain',
  'text': 'text/plain',
  'log': 'text/plain',
  'md': 'text/markdown',
  'markdown': 'text/markdown',
  'csv': 'text/csv',
  'tsv': 'text/tab-separated-values',
  'srt': 'text/plain',
  'vtt': 'text/vtt',
  'ics': 'text/calendar',
  'vcf': 'text/vcard',
  'eml': 'message/rfc822',
  'json': 'application/json',
  'xml': 'application/xml',
  'yml': 'text/plain',
  'yaml': 'text/plain',
  'css': 'text/css',
  'html': 'text/html',
  'htm': 'text/html',
  'svg': 'image/svg+xml',
}

/**
 * What a stored file is, by its content; the name only tells kinds of text apart and the sender's own claim counts for
 * nothing. Active text (HTML, SVG, XML) is recognised under any name.
 * @returns the media type, or null for programs and everything that is not taken
 */
export async function sniffType(path: string, name: string): Promise<string | null> {
  const ending = endingOf(name)
  const found = await fileTypeFromFile(path)
  if (found && found.mime !== 'application/xml') return binaryType(found.mime, ending)
  const text = await readText(path)
  return text === null ? null : textType(text, ending)
}

function binaryType(mime: string, ending: string): string | null {
  if (mime === 'application/x-cfb') return OLD_OFFICE[ending] ?? null
  return TAKEN.has(mime) || FAMILIES.test(mime) ? mime : null
}

function textType(text: string, ending: string): string | null {
  if (text.startsWith('#!')) return null
  const start = text
    .slice(0, 2000)
    .replace(/<!--.*?-->/gs, '')
    .trimStart()
    .toLowerCase()
  if (/<svg[\s>]/.test(start)) return 'image/svg+xml'
  if (/^(<!doctype html|<html|<head|<body|<script|<iframe)/.test(start)) return 'text/html'
  if (start.startsWith('<?xml')) return 'application/xml'
  return TEXTS[ending] ?? null
}

/** The first 64 kB when they are UTF-8 (or UTF-16 with its mark) without control characters; else null. */
async function readText(path: string): Promise<string | null> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(HEAD), position: 0 })
    const head = buffer.subarray(0, bytesRead)
    const wide = head[0] === 0xff && head[1] === 0xfe
    const text = new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(head, {
      stream: bytesRead === HEAD,
    })
    // eslint-disable-next-line no-control-regex
    return /[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? null : text
  } catch {
    return null
  } finally {
    await file.close()
  }
}
