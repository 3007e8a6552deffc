import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { test } from '@japa/runner'
import { openDrawer } from '#services/previews/open_drawer'
import type { PreviewKind } from '#services/previews/preview_kind'
import { pdfOf } from '#tests/support/pdfs'
import { picture as pixels } from '#tests/support/pictures'

const LINE = '0 0 m 400 400 l S\n'
const uses = Array.from({ length: 12 }, (_, at) => {
  return `<g id="g${at + 1}">${`<use xlink:href="#g${at}"/>`.repeat(10)}</g>`
})
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

/** A PDF whose one page is drawn by this stream, which may name itself as X and a picture as I. */
function pdfWith(dictionary: string, stream: Buffer, picture = ''): Buffer {
  const page =
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 500] /Contents 4 0 R /Resources << /XObject << /X 4 0 R /I 5 0 R >> >> >>'
  const head = [
    '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj',
    '2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj',
    `3 0 obj\n${page}\nendobj`,
    `4 0 obj\n<< ${dictionary} /Length ${stream.length} >>\nstream\n`,
  ].join('\n')
  const tail = `\nendstream\nendobj\n${picture}\ntrailer << /Root 1 0 R /Size 9 >>\nstartxref\n0\n%%EOF`
  return Buffer.concat([Buffer.from(head), stream, Buffer.from(tail)])
}

const BOMBS: [name: string, kind: PreviewKind, make: () => Buffer | string][] = [
  [
    'a stream that unpacks to 600 MB',
    'pdf',
    () => pdfWith('/Filter /FlateDecode', deflateSync(Buffer.alloc(600_000_000, LINE))),
  ],
  [
    'a form that draws itself',
    'pdf',
    () => {
      const form = '/Type /XObject /Subtype /Form /BBox [0 0 500 500]'
      const own = '/Resources << /XObject << /X 4 0 R >> >>'
      return pdfWith(`${form} ${own}`, Buffer.from('/X Do /X Do /X Do'))
    },
  ],
  [
    'a picture of 3,600 megapixels in a page',
    'pdf',
    () => {
      const picture =
        '5 0 obj\n<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Length 3 >>\nstream\nabc\nendstream\nendobj'
      return pdfWith('', Buffer.from('q 500 0 0 500 0 0 cm /I Do Q'), picture)
    },
  ],
  ['a page of two thousand million points', 'pdf', () => pdfOf([{ width: 2e9, height: 2e9 }])],
  [
    'a tree of pages that holds itself',
    'pdf',
    () =>
      '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 999999999 /Kids [2 0 R 2 0 R] >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF',
  ],
  [
    'a million million copies of a square',
    'drawing',
    () =>
      `${SVG} width="100" height="100"><defs><g id="g0"><rect width="1" height="1"/></g>${uses.join('')}</defs><use xlink:href="#g12"/></svg>`,
  ],
  [
    'filters without end',
    'drawing',
    () =>
      `${SVG} width="2000" height="2000"><filter id="f"><feGaussianBlur stdDeviation="999"/><feTurbulence numOctaves="200"/></filter><rect width="2000" height="2000" filter="url(#f)"/></svg>`,
  ],
]

test.group('Bombs', (group) => {
  let folder: string
  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bombs-'))
    return () => rm(folder, { recursive: true })
  })

  test('cost no more than their process may have: {0}')
    .with(BOMBS)
    .run(async ({ assert }, [, kind, make]) => {
      const path = join(folder, 'bomb')
      await writeFile(path, make())
      const drawer = openDrawer()
      const began = performance.now()
      const before = process.memoryUsage().rss
      const drawn = await drawer.draw(path, kind)
      drawer.close()
      assert.isBelow(performance.now() - began, 22_000)
      assert.isBelow(process.memoryUsage().rss - before, 100 * 1024 * 1024)
      if (typeof drawn !== 'string') assert.isBelow(drawn.screen?.length ?? 0, 200_000)
    })

  test('are kept apart from what is harmless, for which there is room', async ({
    assert,
    cleanup,
  }) => {
    const [image, pdf] = [join(folder, 'image'), join(folder, 'pdf')]
    await writeFile(image, await pixels(1600, 900))
    await writeFile(pdf, pdfOf([{}, {}, {}]))
    // As `npm start` has it, which reads the code as it is written: that alone reserves the most.
    process.execArgv.push('--import=@poppinss/ts-exec')
    cleanup(() => void process.execArgv.pop())
    const drawer = openDrawer()
    cleanup(drawer.close)
    assert.isObject(await drawer.draw(image, 'image'))
    assert.isObject(await drawer.draw(pdf, 'pdf'))
    const { pid } = process
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
    const child = children.trim().split(' ').at(-1)
    const status = await readFile(`/proc/${child}/status`, 'utf8')
    const limits = await readFile(`/proc/${child}/limits`, 'utf8')
    const peak = Number(status.match(/VmPeak:\s+(\d+)/)![1]) * 1024
    const most = Number(limits.match(/Max address space\s+(\d+)/)![1])
    assert.isBelow(peak / most, 0.8)
  })
})
