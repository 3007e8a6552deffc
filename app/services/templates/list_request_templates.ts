import RequestTemplate from '#models/request_template'

/** All request templates with their types, in the order people see both. Two queries. */
export async function listRequestTemplates(): Promise<RequestTemplate[]> {
  return RequestTemplate.query()
    .join('request_types as types', 'types.id', 'request_templates.request_type_id')
    .select('request_templates.*')
    .preload('requestType')
    .orderBy('types.position')
    .orderBy('types.id')
    .orderBy('request_templates.name')
}

/** Those that are offered above the form of a type. */
export async function offerRequestTemplates(
  typeId: number
): Promise<{ id: number; name: string }[]> {
  const rows = await RequestTemplate.query()
    .where({ requestTypeId: typeId, isActive: true })
    .orderBy('name')
    .select('id', 'name')
  return rows.map(({ id, name }) => ({ id, name }))
}
