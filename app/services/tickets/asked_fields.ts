import type RequestType from '#models/request_type'

/** Fields of the brief that only some request types ask for. */
const BY_TYPE = [
  'productId',
  'items',
  'quantity',
  'criteria',
  'fileFormat',
  'scheduledStart',
  'scheduledEnd',
] as const
type FieldByType = (typeof BY_TYPE)[number]

/** Which of these a request type asks for. The form carries the others along, so that a change of type loses nothing. */
export function askedFields(type: RequestType): FieldByType[] {
  const isMany = type.productMode === 'many'
  const asks: Record<FieldByType, boolean> = {
    productId: type.productMode === 'one',
    items: isMany,
    quantity: type.quantityMode === 'ticket',
    criteria: !isMany && ['manual', 'optional'].includes(type.criteriaMode),
    fileFormat: type.criteriaMode === 'format',
    scheduledStart: type.isScheduled,
    scheduledEnd: type.isScheduled,
  }
  return BY_TYPE.filter((field) => asks[field])
}

/** The fields for the validator without those that the type does not ask for; they are carried along unjudged. */
export function withoutUnasked(raw: Record<string, unknown>, type: RequestType | null) {
  if (!type) return raw
  const asked: string[] = askedFields(type)
  const isUnasked = (name: string) => BY_TYPE.some((one) => one === name) && !asked.includes(name)
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !isUnasked(name)))
}
