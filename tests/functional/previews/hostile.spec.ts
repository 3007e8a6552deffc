import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import Attachment from '#models/attachment'
import clock from '#services/clock'
import { drawWaiting } from '#services/previews/draw_waiting'
import { readFilm } from '#services/previews/drawer/read_film'
import { LIMITS, openDrawer } from '#services/previews/open_drawer'
import { stageMade } from '#tests/support/deliverables'
import { filmOf } from '#tests/support/films'
import { askingAs, bannerForm, ticketIdOf, withFiles } from '#tests/support/forms'
import { makeCast } from '#tests/support/people'
import { pdfOf } from '#tests/support/pdfs'
import { until } from '#tests/support/until'
import { unzip } from '#tests/support/unzip'

test.group('Hostile files', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => clock.goOn())

  test('have plain names, each its own, in an archive', async ({ assert }) => {
    const { maria } = await makeCast()
    const visitor = await askingAs(maria)
    const names = [
      ...[
        '../../etc/passwd',
        'a\u0000b.txt',
        'photo\u202Egnp.txt',
        'CON.txt',
        'Same.txt',
        'same.TXT',
      ],
      ...[`${'long'.repeat(75)}.txt`, '...', 'C:\\x\\boot.txt', 'same.TXT'],
    ]
    const sent = await visitor.post(
      '/tickets',
      withFiles(
        await bannerForm(),
        names.map((name) => [name, 'x'])
      )
    )
    const ticketId = ticketIdOf(sent)
    // What an older desk kept, or a backup brought.
    const id = await stageMade(maria, {
      name: '../../up\r\n"x".txt',
      mime: 'text/plain',
      body: Buffer.from('x'),
    })
    await db.from('attachments').where('id', id).update({ ticket_id: ticketId })
    const files = unzip(Buffer.from(await visitor.bytes(`/tickets/${ticketId}/files.zip`)))
    const inside = [...files.keys()]
    assert.lengthOf(inside, names.length + 1)
    assert.lengthOf(new Set(inside.map((name) => name.toLowerCase())), inside.length)
    for (const name of inside) {
      assert.match(name, /^Brief\/[^/\\:"<>|?*\p{Cc}\p{Cf}]{1,130}$/u)
      assert.notMatch(name, /\/(\.|con\.)/i)
    }
  })

  test('end the process that draws them, and are given up after the second time', async ({
    assert,
  }) => {
    const { maria } = await makeCast()
    const id = await stageMade(maria, { name: 'slow.pdf', mime: 'application/pdf', body: pdfOf() })
    await db.from('attachments').where('id', id).update({ preview: 'waiting' })
    const run = () => drawWaiting(new AbortController().signal, { ...LIMITS, seconds: 0.01 })
    const stateOf = async () => {
      const { preview, previewTries } = await Attachment.findOrFail(id)
      return [preview, previewTries]
    }
    const due = await run()
    assert.deepEqual(await stateOf(), ['waiting', 1])
    assert.closeTo(due!.getTime() - clock.now().toMillis(), 60_000, 5_000)
    await run()
    assert.deepEqual(await stateOf(), ['waiting', 1])
    clock.moveTo(clock.now().plus({ minutes: 2 }))
    assert.isNull(await run())
    assert.deepEqual(await stateOf(), ['failed', 2])
    clock.moveTo(clock.now().plus({ hours: 2 }))
    assert.isNull(await run())
    assert.deepEqual(await stateOf(), ['failed', 2])
  })

  test('lead to no other file', async ({ assert }) => {
    const folder = await mkdtemp(join(tmpdir(), 'list-'))
    await writeFile(join(folder, 'beside.mp4'), await filmOf())
    const list = '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nbeside.mp4\n#EXT-X-ENDLIST\n'
    await writeFile(join(folder, 'list.mp3'), list)
    await assert.rejects(() => readFilm(join(folder, 'list.mp3')), /unsupported/)
    await rm(folder, { recursive: true })
  })

  test('cannot hold on to memory or time', async ({ assert }) => {
    const hungry = openDrawer({ ...LIMITS, megabytes: 10 })
    assert.equal(await hungry.draw(fileURLToPath(import.meta.url), 'pdf'), 'ended')
    await until(() => drawers().length === 0, 'the process is gone')
  })
})

/** Processes of ours that draw. */
function drawers(): string[] {
  return readdirSync('/proc').filter((one) => {
    try {
      const [, parent] = readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1].split(' ')
      const command = readFileSync(`/proc/${one}/cmdline`, 'utf8')
      return parent === String(process.pid) && command.includes('drawer_process')
    } catch {
      return false
    }
  })
}
