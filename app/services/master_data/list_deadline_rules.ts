import DeadlineRule from '#models/deadline_rule'
import RequestType from '#models/request_type'
import { isRouted } from '#services/master_data/is_routed'
import { workflows } from '#workflows/index'
import { PRIORITIES, type Workflow } from '#workflows/workflow'

/** All deadline rules by workflow, the most urgent first, with the names of their request types. Two queries. */
export async function listDeadlineRules() {
  const rules = await DeadlineRule.query().orderByRaw(
    `array_position(array['urgent', 'high', 'medium', 'low'], priority), request_type_id nulls first, criteria nulls last`
  )
  const names = await typeNames()
  return {
    groups: workflows.map((workflow) => ({
      ...kindOf(workflow),
      rules: rules
        .filter((rule) => rule.workflow === workflow.key)
        .map((rule) => ({ rule, type: names.get(rule.requestTypeId ?? 0)?.label ?? null })),
    })),
  }
}

/**
 * What the form of a deadline rule needs. The workflow of a new one is what was asked for.
 * @throws E_ROW_NOT_FOUND for an unknown id
 */
export async function deadlineRuleChoices(id: number | null, typed: { workflow?: unknown } = {}) {
  const row = id ? await DeadlineRule.findOrFail(id) : null
  const key = row?.workflow ?? typed.workflow
  const workflow = workflows.find((one) => one.key === key) ?? workflows[0]
  const names = await typeNames()
  const types = [...names].filter(([, name]) => name.workflow === workflow.key)
  return {
    row,
    ...kindOf(workflow),
    types: types.map(([value, { label }]) => ({ value, label })),
    priorities: [...PRIORITIES].reverse(),
  }
}

/** Which columns the rules of a workflow have. */
function kindOf({ key, clock }: Workflow) {
  return { workflow: key, hasCriteria: !isRouted(key), hasResponse: clock === 'creation' }
}

/** Every type's name, below its heading's, in the order people see them. */
async function typeNames(): Promise<Map<number, { workflow: string; label: string }>> {
  const types = await RequestType.query().orderBy(['position', 'name'])
  return new Map(
    types.map(({ id, workflow, name, parentId }) => {
      const heading = types.find((type) => type.id === parentId)
      return [id, { workflow, label: heading ? `${heading.name}, ${name}` : name }]
    })
  )
}
