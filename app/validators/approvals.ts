import vine from '@vinejs/vine'

const number = (most = 2_147_483_647) => vine.number().withoutDecimals().range([1, most])
const position = () => vine.string().regex(/^\d{1,15}-\d{1,9}$/)

/** The address of /approvals. */
export const inboxFilter = vine.create({
  tab: vine.enum(['waiting', 'decided', 'open'] as const).optional(),
  /** Choosing several to approve at once. */
  several: vine.literal('1' as const).optional(),
  /** The ticket whose reason is being asked for. */
  reject: number().optional(),
  after: position().optional(),
  before: number(Number.MAX_SAFE_INTEGER).optional(),
})

/** One decision, for exactly what was seen. */
export const decisionForm = vine.create({
  decision: vine.enum(['approve', 'reject'] as const),
  note: vine.string().trim().maxLength(5000).optional(),
  step: vine.enum(['department', 'creative'] as const),
  round: number(),
  brief_version: number(),
  /** The page it was made on. */
  from: vine.enum(['approvals', 'open', 'dashboard'] as const).optional(),
  after: position().optional(),
})

/** Several tickets, each as id.step.round.version. */
export const batchForm = vine.create({
  tickets: vine
    .array(vine.string().regex(/^\d{1,9}\.(department|creative)\.\d{1,9}\.\d{1,9}$/))
    .minLength(1)
    .maxLength(100)
    .distinct(),
})
