import type { HttpContext } from '@adonisjs/core/http'
import { NotFound, Refusal } from '#exceptions/refusals'
import type Attachment from '#models/attachment'
import { answerWithBlob, type Told } from '#services/files/answer_with_blob'
import { Unclean } from '#services/files/clean/byte_window'
import { cleaningOf, openClean } from '#services/files/clean/open_clean'
import { disposition } from '#services/files/disposition'
import { shownType } from '#services/files/shown_types'

/** Answers with the file: whole, one range of it, 304, or where it lies. The caller has judged who asks. */
export async function serveFile(ctx: HttpContext, file: Attachment): Promise<void> {
  await answerWithBlob(ctx, file.driveKey, toldOf(ctx, file))
}

/**
 * Answers with the file as guests get it: of pictures and films what they say about camera, place and people stays here.
 * @throws Refusal 403 for a picture out of which that cannot be taken
 */
export async function serveCleanFile(ctx: HttpContext, file: Attachment): Promise<void> {
  const cleaning = cleaningOf(file.mime)
  if (cleaning === 'as_it_is') return serveFile(ctx, file)
  if (cleaning === 'never') throw new Refusal('guests.no_original')
  await answerWithBlob(ctx, file.driveKey, {
    ...toldOf(ctx, file),
    etag: `"${file.sha256.slice(0, 32)}-clean"`,
    mayLead: false,
    open: (key) =>
      openClean(key, file.mime).catch((error) => {
        throw error instanceof Unclean ? new Refusal('guests.no_original') : error
      }),
  })
}

/**
 * Answers with the thumbnail.
 * @throws NotFound when the file has none
 */
export async function serveThumbnail(ctx: HttpContext, file: Attachment): Promise<void> {
  if (!file.thumbnailKey) throw new NotFound()
  await answerWithBlob(ctx, file.thumbnailKey, picture(`${file.sha256.slice(0, 32)}-thumbnail`))
}

/**
 * Answers with the picture that fills a screen; with the thumbnail while it is not drawn.
 * @throws NotFound when the file has neither
 */
export async function serveScreen(ctx: HttpContext, file: Attachment): Promise<void> {
  if (!file.screenKey) return serveThumbnail(ctx, file)
  await answerWithBlob(ctx, file.screenKey, picture(`${file.sha256.slice(0, 32)}-screen`))
}

function toldOf(ctx: HttpContext, file: Attachment): Told {
  const isDownload = ctx.request.qs().download !== undefined
  const shown = isDownload ? undefined : shownType(file.mime)
  return {
    type: shown ?? 'application/octet-stream',
    etag: `"${file.sha256.slice(0, 32)}"`,
    disposition: disposition(shown ? 'inline' : 'attachment', file.name),
    mayLead: true,
  }
}

function picture(name: string): Told {
  return { type: 'image/webp', etag: `"${name}"`, disposition: 'inline' }
}
