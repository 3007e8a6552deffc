import DeadlineRule from '#models/deadline_rule'
import RequestType from '#models/request_type'
import { PRIORITIES } from '#workflows/workflow'

/** All deadline rules, the most urgent first, with the names of their request types. */
export async function listDeadlineRules() {
  const rules = await DeadlineRule.query().orderByRaw(
    `array_position(array['urgent', 'high', 'medium', 'low'], priority), request_type_id nulls first, criteria nulls last`
  )
  const types = await RequestType.query().select('id', 'name')
  const names = new Map(types.map((type) => [type.id, type.name]))
  return {
    rules: rules.map((rule) => ({ rule, type: names.get(rule.requestTypeId ?? 0) ?? null })),
  }
}

/**
 * What the form of a deadline rule needs.
 * @throws E_ROW_NOT_FOUND for an unknown id
 */
export async function deadlineRuleChoices(id: number | null) {
  const types = await RequestType.query().orderBy('position').select('id', 'name')
  return {
    row: id ? await DeadlineRule.findOrFail(id) : null,
    types: types.map((type) => ({ value: type.id, label: type.name })),
    priorities: [...PRIORITIES].reverse(),
  }
}
