import { test } from '@japa/runner'
import { judgeStatus, type StatusQuestion } from '#services/tickets/rollback/judge_status'
import { findWorkflow } from '#workflows/index'
import type { Step } from '#workflows/workflow'

const BOTH: Step[] = ['department', 'creative']

/** In short: where it ends, or why not. */
function judge(workflow: string, question: Partial<StatusQuestion>): string {
  const outcome = judgeStatus({
    workflow: findWorkflow(workflow),
    from: 'approved',
    to: 'approved',
    isBriefSame: true,
    passed: [],
    skipped: [],
    hasAssignee: true,
    isChecklistDone: true,
    ...question,
  })
  if (outcome.kind === 'enters') return `asks ${outcome.step}, keeps ${outcome.keeps.join() || '–'}`
  if (outcome.kind === 'refused') return outcome.why
  return outcome.kind === 'arrives' ? outcome.status : 'stays'
}

test.group('Where a rollback of a creative ticket leads', () => {
  test('with the same brief, both steps valid: {from} → {to}: {result}')
    .with([
      { from: 'approved', to: 'requested', result: 'asks department, keeps –' },
      { from: 'approved', to: 'pending_creative', result: 'asks creative, keeps department' },
      { from: 'approved', to: 'approved', result: 'stays' },
      { from: 'approved', to: 'in_progress', result: 'in_progress' },
      { from: 'approved', to: 'completed', result: 'completed' },
      { from: 'approved', to: 'rejected', result: 'refused_status' },
      { from: 'in_progress', to: 'requested', result: 'asks department, keeps –' },
      { from: 'in_progress', to: 'approved', result: 'approved' },
      { from: 'completed', to: 'pending_creative', result: 'asks creative, keeps department' },
      { from: 'completed', to: 'in_progress', result: 'in_progress' },
      { from: 'completed', to: 'completed', result: 'stays' },
      { from: 'completed', to: 'gone', result: 'status_unknown' },
    ])
    .run(({ assert }, { from, to, result }) => {
      assert.equal(judge('creative', { from, to, passed: BOTH }), result)
    })

  test('with the same brief, {passed.length} steps valid: {from} → {to}: {result}')
    .with([
      { from: 'requested', to: 'requested', passed: [], result: 'stays' },
      { from: 'requested', to: 'pending_creative', passed: [], result: 'approval_missing' },
      { from: 'requested', to: 'approved', passed: [], result: 'approval_missing' },
      {
        from: 'pending_creative',
        to: 'approved',
        passed: ['department'],
        result: 'approval_missing',
      },
      {
        from: 'pending_creative',
        to: 'in_progress',
        passed: ['department'],
        result: 'approval_missing',
      },
      { from: 'pending_creative', to: 'pending_creative', passed: ['department'], result: 'stays' },
      { from: 'rejected', to: 'requested', passed: [], result: 'asks department, keeps –' },
      { from: 'rejected', to: 'pending_creative', passed: [], result: 'approval_missing' },
      {
        from: 'rejected',
        to: 'pending_creative',
        passed: ['department'],
        result: 'asks creative, keeps department',
      },
      { from: 'rejected', to: 'rejected', passed: [], result: 'stays' },
    ] as const)
    .run(({ assert }, { from, to, passed, result }) => {
      assert.equal(judge('creative', { from, to, passed: [...passed] }), result)
    })

  test('with another brief, {skipped.length} steps skipped: {from} → {to}: {result}')
    .with([
      { from: 'requested', to: 'requested', skipped: [], result: 'asks department, keeps –' },
      { from: 'completed', to: 'requested', skipped: [], result: 'asks department, keeps –' },
      { from: 'rejected', to: 'requested', skipped: [], result: 'asks department, keeps –' },
      { from: 'rejected', to: 'rejected', skipped: [], result: 'stays' },
      { from: 'requested', to: 'rejected', skipped: [], result: 'refused_status' },
      { from: 'pending_creative', to: 'pending_creative', skipped: [], result: 'approval_void' },
      {
        from: 'approved',
        to: 'pending_creative',
        skipped: ['department'],
        result: 'asks department, keeps –',
      },
      { from: 'approved', to: 'approved', skipped: [], result: 'approval_void' },
      { from: 'approved', to: 'approved', skipped: ['department'], result: 'approval_void' },
      { from: 'approved', to: 'approved', skipped: BOTH, result: 'asks department, keeps –' },
      { from: 'in_progress', to: 'in_progress', skipped: BOTH, result: 'approval_void' },
      { from: 'completed', to: 'in_progress', skipped: [], result: 'approval_void' },
    ] as const)
    .run(({ assert }, { from, to, skipped, result }) => {
      const question = { from, to, isBriefSame: false, passed: BOTH, skipped: [...skipped] }
      assert.equal(judge('creative', question), result)
    })

  test('work needs somebody who does it, and its end a done checklist', ({ assert }) => {
    const was = { passed: BOTH, hasAssignee: false }
    assert.equal(judge('creative', { ...was, to: 'in_progress' }), 'nobody_assigned')
    assert.equal(judge('creative', { ...was, from: 'completed', to: 'approved' }), 'approved')
    const open = { passed: BOTH, isChecklistDone: false }
    const from = 'in_progress'
    assert.equal(judge('creative', { ...open, from, to: 'completed' }), 'checklist_open')
    assert.equal(judge('support', { ...open, from, to: 'resolved' }), 'checklist_open')
    assert.equal(judge('support', { ...open, from: 'closed', to: 'resolved' }), 'resolved')
  })

  test('its end needs deliverables that were read and pass their checks', ({ assert }) => {
    const was = { passed: BOTH, from: 'in_progress', to: 'completed' }
    assert.equal(judge('creative', { ...was, isPreflightPassed: false }), 'preflight_failing')
    assert.equal(judge('creative', { ...was, isPreflightRead: false }), 'preflight_running')
    assert.equal(judge('creative', { ...was, isPreflightRead: true }), 'completed')
  })
})

test.group('Where a rollback of a support ticket leads', () => {
  const STATUSES = Object.keys(findWorkflow('support').statuses)

  test('everywhere where it stood, with any brief and nobody assigned', ({ assert }) => {
    for (const from of STATUSES) {
      for (const to of STATUSES) {
        const question = { from, to, isBriefSame: false, hasAssignee: false }
        assert.equal(judge('support', question), from === to ? 'stays' : to)
      }
    }
  })
})
