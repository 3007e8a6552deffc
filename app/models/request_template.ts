import { RequestTemplateSchema } from '#database/schema'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import RequestType from '#models/request_type'
import type { TemplateForm } from '#services/templates/template_form'

/** A form of a request type that is filled in already. */
export default class RequestTemplate extends RequestTemplateSchema {
  declare form: TemplateForm

  @belongsTo(() => RequestType)
  declare requestType: BelongsTo<typeof RequestType>
}
