import { DeadlineRuleSchema } from '#database/schema'
import type { Priority } from '#workflows/workflow'

export default class DeadlineRule extends DeadlineRuleSchema {
  declare priority: Priority
  declare criteria: 'image' | 'video' | null
}
