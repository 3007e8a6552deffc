import { DecisionTokenSchema } from '#database/schema'
import type { Step } from '#workflows/workflow'

/** What the desk keeps of a link to decide: never the token itself. */
export default class DecisionToken extends DecisionTokenSchema {
  declare step: Step
}
