import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#exceptions/refusals'
import { answerExport } from '#services/exports/answer_export'
import { SOURCES, type ExportedList } from '#services/exports/sources/index'

export default class ExportsController {
  async store(ctx: HttpContext) {
    const { list } = ctx.params
    if (!Object.hasOwn(SOURCES, list)) throw new NotFound()
    return answerExport(ctx, list, SOURCES[list as ExportedList])
  }
}
