import { test } from '@japa/runner'
import User from '#models/user'
import { standingOf, type TicketFacts } from '#services/tickets/standing_of'
import { creative } from '#workflows/creative'
import { concerns, legalMoves, mayMove, openTransitions, whyNot } from '#workflows/workflow'
import i18nManager from '@adonisjs/i18n/services/main'

const [REQUESTING, HANDLING, ELSEWHERE] = [1, 2, 3]
const [REQUESTER, ASSIGNEE, HELPER] = [10, 20, 21]

function person(
  id: number,
  departmentId: number,
  role: User['role'],
  namedManagerOf: number[] = []
) {
  const user = new User()
  user.id = id
  user.departmentId = departmentId
  user.role = role
  user.namedManagerOf = namedManagerOf
  return user
}

const PEOPLE = {
  requester: person(REQUESTER, REQUESTING, 'member'),
  assignee: person(ASSIGNEE, HANDLING, 'member'),
  collaborator: person(HELPER, HANDLING, 'member'),
  handling_member: person(30, HANDLING, 'member'),
  requesting_manager: person(40, REQUESTING, 'manager'),
  handling_manager: person(50, HANDLING, 'manager'),
  named_manager: person(60, ELSEWHERE, 'manager', [REQUESTING]),
  admin: person(70, ELSEWHERE, 'admin'),
  other_manager: person(80, ELSEWHERE, 'manager'),
  stranger: person(90, ELSEWHERE, 'member'),
}
type Kind = keyof typeof PEOPLE

const STATUSES = Object.keys(creative.statuses)
const MANAGERS: Kind[] = ['requesting_manager', 'named_manager', 'handling_manager', 'admin']
const HANDLING_SIDE: Kind[] = ['handling_manager', 'admin']
const FIRST_STEP: Kind[] = ['requesting_manager', 'named_manager', 'admin']

/** The table of shared/workflows, written again by hand: transition → status → who may. */
const MAY: Record<string, Record<string, Kind[]>> = {
  approve: { requested: FIRST_STEP, pending_creative: HANDLING_SIDE },
  reject: { requested: FIRST_STEP, pending_creative: HANDLING_SIDE },
  resubmit: { rejected: ['requester'] },
  assign: { approved: HANDLING_SIDE, in_progress: HANDLING_SIDE, completed: HANDLING_SIDE },
  unassign: { approved: HANDLING_SIDE },
  start: { approved: ['assignee', 'collaborator'] },
  complete: { in_progress: ['assignee', 'collaborator', ...HANDLING_SIDE] },
  confirm: { completed: ['requester'] },
  request_revision: { completed: ['requester', 'collaborator', ...MANAGERS] },
  deliver: { in_progress: ['assignee', 'collaborator', ...HANDLING_SIDE] },
  judge: {
    in_progress: ['requester', 'collaborator', ...MANAGERS],
    completed: ['requester', 'collaborator', ...MANAGERS],
  },
  send_back: { in_progress: HANDLING_SIDE },
  edit_brief: {
    requested: ['requester', ...MANAGERS],
    pending_creative: ['requester', ...MANAGERS],
    approved: ['requester', ...MANAGERS],
    rejected: ['requester', ...MANAGERS],
  },
  set_priority: {
    requested: ['requester', ...MANAGERS],
    pending_creative: MANAGERS,
    approved: MANAGERS,
    in_progress: MANAGERS,
    completed: MANAGERS,
  },
  rollback: {
    requested: MANAGERS,
    pending_creative: MANAGERS,
    approved: MANAGERS,
    rejected: MANAGERS,
    in_progress: ['handling_manager', 'admin'],
    completed: ['handling_manager', 'admin'],
  },
  trash: {
    requested: ['requester', ...MANAGERS],
    pending_creative: ['requester', ...MANAGERS],
    approved: ['requester', ...MANAGERS],
    rejected: ['requester', ...MANAGERS],
    in_progress: MANAGERS,
    completed: MANAGERS,
  },
}

/** A ticket as it usually stands in a status: assigned from `approved` on, undecided only at the start. */
function factsAt(status: string, more: Partial<TicketFacts> = {}): TicketFacts {
  const isAssigned = ['approved', 'in_progress', 'completed'].includes(status)
  return {
    workflow: 'creative',
    status,
    requesterId: REQUESTER,
    requesterIsActive: true,
    assigneeId: ASSIGNEE,
    isAssigned,
    isCollaborator: false,
    requestingDepartmentId: REQUESTING,
    handlingDepartmentId: HANDLING,
    isConfirmed: false,
    isUndecided: status === 'requested',
    workStarted: ['in_progress', 'completed'].includes(status),
    ...more,
  }
}

function standing(user: User, status: string, more: Partial<TicketFacts> = {}) {
  return standingOf(user, factsAt(status, { isCollaborator: user.id === HELPER, ...more }))
}

test.group('The creative workflow', () => {
  test('the table names every transition', ({ assert }) => {
    assert.sameMembers(
      Object.keys(MAY),
      creative.transitions.map(({ name }) => name)
    )
  })

  test('{transition} in {status} by {kind}')
    .with(
      Object.keys(MAY).flatMap((transition) =>
        STATUSES.flatMap((status) =>
          (Object.keys(PEOPLE) as Kind[]).map((kind) => ({ transition, status, kind }))
        )
      )
    )
    .run(({ assert }, { transition, status, kind }) => {
      const wanted = MAY[transition][status]?.includes(kind) ?? false
      const at = standing(PEOPLE[kind], status)
      assert.equal(mayMove(creative, transition, at), wanted)
      const why = whyNot(creative, transition, at)
      if (wanted || !why) return
      const key = `refusals.creative.${transition}.${why.code}`
      assert.isTrue(i18nManager.locale('en').hasMessage(key), `${key} has no words`)
    })

  test('the requester never decides, whatever else he is', ({ assert }) => {
    for (const role of ['member', 'manager', 'admin'] as const) {
      for (const department of [REQUESTING, HANDLING]) {
        const requester = person(REQUESTER, department, role, [REQUESTING, HANDLING])
        for (const status of ['requested', 'pending_creative']) {
          for (const move of ['approve', 'reject']) {
            const at = standing(requester, status)
            assert.equal(whyNot(creative, move, at)?.code, 'never_requester')
            assert.isFalse(
              openTransitions(creative, at).some((one) => one.transition.name === move)
            )
          }
        }
      }
    }
  })

  test('proposed people may nothing', ({ assert }) => {
    for (const status of ['requested', 'pending_creative', 'rejected']) {
      for (const kind of ['assignee', 'collaborator'] as const) {
        const at = standing(PEOPLE[kind], status)
        assert.deepEqual(
          openTransitions(creative, at).filter((one) => one.allowed),
          []
        )
      }
    }
  })

  test('an approved ticket without an assignee cannot start, and says so', ({ assert }) => {
    const at = standing(PEOPLE.collaborator, 'approved', { assigneeId: null, isAssigned: true })
    assert.equal(whyNot(creative, 'start', at)?.code, 'requires_is_assigned')
    const unassign = standing(PEOPLE.admin, 'approved', { assigneeId: null, isAssigned: false })
    assert.equal(whyNot(creative, 'unassign', unassign)?.code, 'requires_has_assignee')
  })

  test('a confirmed ticket is not confirmed twice, but may be revised', ({ assert }) => {
    const at = standing(PEOPLE.requester, 'completed', { isConfirmed: true })
    assert.equal(whyNot(creative, 'confirm', at)?.code, 'requires_not_confirmed')
    assert.isTrue(mayMove(creative, 'request_revision', at))
  })

  test('for a requester who left, his manager or an admin confirms and asks again', ({
    assert,
  }) => {
    for (const [move, status] of [
      ['confirm', 'completed'],
      ['resubmit', 'rejected'],
    ]) {
      for (const kind of Object.keys(PEOPLE) as Kind[]) {
        const at = standing(PEOPLE[kind], status, { requesterIsActive: false })
        const substitutes: Kind[] = ['requester', 'requesting_manager', 'named_manager', 'admin']
        assert.equal(mayMove(creative, move, at), substitutes.includes(kind), `${move} ${kind}`)
      }
    }
  })

  test('the reason for the requester names what has happened', ({ assert }) => {
    const at = standing(PEOPLE.requester, 'in_progress')
    assert.equal(whyNot(creative, 'trash', at)?.code, 'requires_work_not_started')
    assert.equal(whyNot(creative, 'set_priority', at)?.code, 'requires_undecided')
    assert.equal(whyNot(creative, 'nonsense', at)?.code, 'unknown')
  })

  test('a stranger is offered nothing', ({ assert }) => {
    for (const status of STATUSES) {
      const at = standing(PEOPLE.stranger, status)
      assert.isFalse(creative.transitions.some((transition) => concerns(transition, at)))
    }
  })

  test('the database learns only of moves that the table knows', ({ assert }) => {
    const pairs = legalMoves(creative).map(({ from, to }) => `${from}>${to}`)
    assert.sameMembers(pairs, [
      '>requested',
      '>pending_creative',
      '>approved',
      'requested>pending_creative',
      'requested>approved',
      'requested>rejected',
      'pending_creative>approved',
      'pending_creative>rejected',
      'pending_creative>requested',
      'approved>requested',
      'approved>pending_creative',
      'rejected>requested',
      'rejected>pending_creative',
      'rejected>approved',
      'in_progress>requested',
      'in_progress>pending_creative',
      'in_progress>approved',
      'in_progress>completed',
      'completed>in_progress',
      'approved>in_progress',
    ])
  })
})
