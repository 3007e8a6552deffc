import type { I18n } from '@adonisjs/i18n'
import type RequestType from '#models/request_type'
import type User from '#models/user'
import type { Brief } from '#services/tickets/brief'
import { deadlineFacts } from '#services/tickets/preview_deadline'
import { previewOpening } from '#services/tickets/preview_opening'
import { planStep, type StepPlan, type StepQuestion } from '#services/tickets/plan_step'
import { findWorkflow } from '#workflows/index'
import type { Priority } from '#workflows/workflow'
import type { TimeWords } from '#services/words/time_words'

export interface PathStep {
  state: 'skipped' | 'stopped' | 'current' | 'next'
  glyph: string
  label: string
  name?: string
  /** The name is a signature to be given. */
  sign?: boolean
  meta?: string
  /** Nobody is waited for here. */
  tone?: 'ready'
}

export interface Preview {
  steps: PathStep[]
  facts: PreviewFact[]
  /** What the steps are, for who does not see them. */
  label: string
}

export interface PreviewFact {
  term: string
  value: string
  note?: string
}

export interface PreviewQuestion {
  ticket: StepQuestion
  type: RequestType
  brief: Brief
  priority: Priority
  /** The proposed assignee's name, if any. */
  proposed: string | null
  viewer: User
  i18n: I18n
  times: TimeWords
}

/** What happens after the form is sent: who signs, which steps are passed over and why, and until when it is done. */
export async function previewPath(question: PreviewQuestion): Promise<Preview> {
  const { ticket, type, i18n } = question
  const workflow = findWorkflow(type.workflow)
  if (workflow.steps.length === 0) {
    const facts = await deadlineFacts(question)
    return { steps: await previewOpening(question), facts, label: i18n.t('ticket_form.next.way') }
  }
  const plans = await Promise.all(workflow.steps.map((step) => planStep(step, ticket)))
  const first = plans.findIndex((plan) => !plan.skip)
  const glyphOf = (plan: StepPlan) =>
    Object.values(workflow.statuses).find((status) => status.step === plan.step)!.glyph
  const steps = plans.map((plan, index): PathStep => {
    const state = plan.skip ? skipState(plan) : index === first ? 'current' : 'next'
    const glyph = plan.skip ? 's-skip' : glyphOf(plan)
    return {
      state,
      glyph,
      label: i18n.t(`workflow.step.${plan.step}`),
      ...signature(plan, question),
    }
  })
  return {
    steps: [...steps, ...afterwards(question, first === -1)],
    facts: [...(await deadlineFacts(question)), ...outputFact(question)],
    label: i18n.t('ticket_form.next.path'),
  }
}

/** A step that nobody else can decide is a fault of the set-up, and looks like one. */
function skipState(plan: StepPlan): PathStep['state'] {
  return plan.skip === 'nobody_else' ? 'stopped' : 'skipped'
}

function signature(plan: StepPlan, { i18n, ticket, viewer }: PreviewQuestion) {
  const side = ticket.requesterId === viewer.id ? 'yours' : 'theirs'
  if (plan.skip) return { meta: i18n.t(`ticket_form.next.skipped_${plan.skip}_${side}`) }
  const [one, ...others] = plan.approvers
  if (!one) return { meta: i18n.t('ticket_form.next.nobody_yet') }
  const notes = [
    others.length > 0 ? i18n.t('ticket_form.next.or_others', { count: others.length }) : '',
    plan.byAdmins ? i18n.t('ticket_form.next.by_admins') : '',
  ].filter(Boolean)
  return { name: one.fullName, sign: true, meta: notes.join('; ') || undefined }
}

function afterwards({ i18n, proposed, ticket, viewer }: PreviewQuestion, now: boolean): PathStep[] {
  const isOwn = ticket.requesterId === viewer.id
  return [
    {
      state: now ? 'current' : 'next',
      glyph: 's-next',
      label: i18n.t('ticket_form.next.work'),
      name: proposed
        ? i18n.t('ticket_form.next.proposed', { name: proposed })
        : i18n.t('ticket_form.next.to_assign'),
    },
    {
      state: 'next',
      glyph: 's-next',
      label: i18n.t('ticket_form.next.confirmed'),
      name: i18n.t(isOwn ? 'ticket_form.next.you' : 'ticket_form.next.requester'),
    },
  ]
}

function outputFact({ brief, i18n }: PreviewQuestion) {
  const { total, split } = countPieces(brief, i18n)
  return total > 0 ? [{ term: i18n.t('ticket_form.next.output'), value: split }] : []
}

/** The pieces of a brief in progress: how many, and in words by image and video. */
export function countPieces(brief: Pick<Brief, 'items' | 'quantity' | 'criteria'>, i18n: I18n) {
  const parts = brief.items.length > 0 ? brief.items : [brief]
  const sums = new Map<string, number>()
  for (const { quantity, criteria } of parts) {
    const pieces = Number.isInteger(quantity) && quantity! > 0 ? quantity! : 0
    const word = criteria ?? 'any'
    if (pieces > 0) sums.set(word, (sums.get(word) ?? 0) + pieces)
  }
  const total = [...sums.values()].reduce((sum, pieces) => sum + pieces, 0)
  const split = [...sums].map(([word, count]) => i18n.t(`ticket_form.pieces.${word}`, { count }))
  return { total, split: split.join(', ') }
}
