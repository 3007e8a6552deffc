import type { HttpContext } from '@adonisjs/core/http'
import { answerExport } from '#services/exports/answer_export'
import { SOURCES, type ExportedList } from '#services/exports/sources/index'

export default class ExportsController {
  async store(ctx: HttpContext) {
    const list = ctx.params.list as ExportedList
    return answerExport(ctx, list, SOURCES[list])
  }
}
