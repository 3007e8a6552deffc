import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import User from '#models/user'
import { standingOf, standingOfSystem, type TicketFacts } from '#services/tickets/standing_of'
import { support } from '#workflows/support'
import { concerns, isByException, legalMoves, mayMove, whyNot } from '#workflows/workflow'

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
  named_manager: person(60, ELSEWHERE, 'manager', [HANDLING]),
  admin: person(70, ELSEWHERE, 'admin'),
  other_manager: person(80, ELSEWHERE, 'manager'),
  stranger: person(90, ELSEWHERE, 'member'),
}
type Kind = keyof typeof PEOPLE

const STATUSES = ['open', 'in_progress', 'pending_user', 'on_hold', 'resolved', 'closed']
const OPEN = ['open', 'in_progress', 'pending_user', 'on_hold']
const NOT_CLOSED = [...OPEN, 'resolved']
const HANDLING_MANAGERS: Kind[] = ['handling_manager', 'named_manager', 'admin']
const AGENTS: Kind[] = ['assignee', 'collaborator', 'handling_member', ...HANDLING_MANAGERS]
/** A collaborator is a member of the handling department, and may what its members may. */
const MEMBERS: Kind[] = ['assignee', 'collaborator', 'handling_member', 'handling_manager']

/** The table of shared/workflows, written again by hand: transition → from which status → who may, of an assigned ticket. */
const MAY: Record<string, [from: string[], who: Kind[]]> = {
  // It is assigned here; untaken tickets have a test of their own.
  take: [NOT_CLOSED, []],
  start: [['open', 'pending_user', 'on_hold'], AGENTS],
  ask_requester: [['open', 'in_progress'], AGENTS],
  answer: [['pending_user'], ['requester']],
  hold: [['open', 'in_progress'], AGENTS],
  resume: [['on_hold'], AGENTS],
  resolve: [OPEN, AGENTS],
  withdraw: [['open', 'in_progress', 'pending_user'], ['requester']],
  merge: [NOT_CLOSED, AGENTS],
  close: [['resolved'], ['requester', ...AGENTS]],
  reopen: [['resolved'], ['requester', ...AGENTS]],
  transfer: [OPEN, AGENTS],
  assign: [NOT_CLOSED, HANDLING_MANAGERS],
  unassign: [NOT_CLOSED, ['assignee', ...HANDLING_MANAGERS]],
  // Work has started here; until then the test below.
  edit_brief: [OPEN, []],
  set_priority: [NOT_CLOSED, ['requesting_manager', ...AGENTS]],
  // Work has started here.
  rollback: [STATUSES, HANDLING_MANAGERS],
  trash: [STATUSES, ['requesting_manager', ...HANDLING_MANAGERS]],
}

/** Moves that the requester never makes on his own ticket, whatever else he is. */
const NEVER_HIS = [
  'take',
  'start',
  'ask_requester',
  'hold',
  'resume',
  'resolve',
  'merge',
  'transfer',
  'assign',
  'unassign',
  'set_priority',
  'rollback',
]

function factsAt(status: string, more: Partial<TicketFacts> = {}): TicketFacts {
  return {
    workflow: 'support',
    status,
    requesterId: REQUESTER,
    requesterIsActive: true,
    assigneeId: ASSIGNEE,
    isAssigned: true,
    isCollaborator: false,
    requestingDepartmentId: REQUESTING,
    handlingDepartmentId: HANDLING,
    isConfirmed: false,
    isUndecided: true,
    workStarted: true,
    ...more,
  }
}

function standing(user: User, status: string, more: Partial<TicketFacts> = {}) {
  return standingOf(user, factsAt(status, { isCollaborator: user.id === HELPER, ...more }))
}

test.group('The support workflow', () => {
  test('the table names every transition and every status', ({ assert }) => {
    assert.sameMembers(
      Object.keys(MAY),
      support.transitions.map(({ name }) => name)
    )
    assert.sameMembers(STATUSES, Object.keys(support.statuses))
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
      const [from, who] = MAY[transition]
      const wanted = from.includes(status) && who.includes(kind)
      const at = standing(PEOPLE[kind], status)
      assert.equal(mayMove(support, transition, at), wanted)
      const why = whyNot(support, transition, at)
      if (wanted || !why) return
      const key = `refusals.support.${transition}.${why.code}`
      assert.isTrue(i18nManager.locale('en').hasMessage(key), `${key} has no words`)
    })

  test('who works in the department takes what nobody has; who leads it from elsewhere assigns instead', ({
    assert,
  }) => {
    for (const status of STATUSES) {
      for (const kind of Object.keys(PEOPLE) as Kind[]) {
        const at = standing(PEOPLE[kind], status, { assigneeId: null, isAssigned: false })
        const may = NOT_CLOSED.includes(status) && MEMBERS.includes(kind)
        assert.equal(mayMove(support, 'take', at), may, `${kind} ${status}`)
      }
    }
    const taken = standing(PEOPLE.handling_member, 'open')
    assert.equal(whyNot(support, 'take', taken)?.code, 'requires_unassigned')
  })

  test('on his own ticket nobody works, whatever his role and department', ({ assert }) => {
    for (const role of ['member', 'manager'] as const) {
      const requester = person(REQUESTER, HANDLING, role, [REQUESTING, HANDLING])
      for (const status of STATUSES) {
        for (const move of NEVER_HIS) {
          const at = standing(requester, status, { assigneeId: REQUESTER })
          assert.equal(whyNot(support, move, at)?.code, 'never_requester', `${move} ${status}`)
          assert.isFalse(
            concerns(
              support.transitions.find(({ name }) => name === move)!,
              at
            )
          )
        }
      }
    }
  })

  test('an admin may on his own, and it is known', ({ assert }) => {
    const admin = person(REQUESTER, HANDLING, 'admin')
    for (const move of NEVER_HIS) {
      const [[status]] = MAY[move]
      const facts = move === 'take' ? { assigneeId: null, isAssigned: false } : {}
      const at = standing(admin, status, facts)
      assert.isTrue(mayMove(support, move, at), move)
      const transition = support.transitions.find(({ name }) => name === move)!
      assert.isTrue(isByException(transition, at))
      assert.isFalse(isByException(transition, standing(PEOPLE.admin, status)))
    }
    const close = support.transitions.find(({ name }) => name === 'close')!
    assert.isFalse(isByException(close, standing(admin, 'resolved')))
  })

  test('for a requester who left, his manager or an admin answers, closes, reopens, withdraws', ({
    assert,
  }) => {
    const left = { requesterIsActive: false }
    for (const kind of ['requesting_manager', 'admin'] as const) {
      for (const [move, status] of [
        ['answer', 'pending_user'],
        ['close', 'resolved'],
        ['reopen', 'resolved'],
        ['withdraw', 'open'],
      ]) {
        assert.isTrue(mayMove(support, move, standing(PEOPLE[kind], status, left)), move)
      }
    }
    assert.isFalse(mayMove(support, 'withdraw', standing(PEOPLE.handling_manager, 'open', left)))
  })

  test('until work starts the requester and all managers edit what was asked', ({ assert }) => {
    const may: Kind[] = ['requester', 'requesting_manager', ...HANDLING_MANAGERS]
    for (const status of STATUSES) {
      for (const kind of Object.keys(PEOPLE) as Kind[]) {
        const at = standing(PEOPLE[kind], status, { workStarted: false })
        const wanted = OPEN.includes(status) && may.includes(kind)
        assert.equal(mayMove(support, 'edit_brief', at), wanted, `${kind} ${status}`)
      }
    }
  })

  test('the requester may trash until work starts, and hears why not', ({ assert }) => {
    const fresh = standing(PEOPLE.requester, 'open', { workStarted: false })
    assert.isTrue(mayMove(support, 'trash', fresh))
    const begun = standing(PEOPLE.requester, 'in_progress')
    assert.equal(whyNot(support, 'trash', begun)?.code, 'requires_work_not_started')
  })

  test('a checklist that is not done holds the resolution back', ({ assert }) => {
    const at = standing(PEOPLE.assignee, 'in_progress', { isChecklistDone: false })
    assert.equal(whyNot(support, 'resolve', at)?.code, 'requires_checklist_done')
  })

  test('the desk itself closes what is resolved, and nothing else', ({ assert }) => {
    for (const status of STATUSES) {
      const at = standingOfSystem(factsAt(status))
      assert.equal(mayMove(support, 'close', at), status === 'resolved', status)
    }
  })

  test('a stranger is offered nothing', ({ assert }) => {
    for (const status of STATUSES) {
      for (const kind of ['stranger', 'other_manager'] as const) {
        const at = standing(PEOPLE[kind], status)
        assert.isFalse(support.transitions.some((transition) => concerns(transition, at)))
      }
    }
  })

  test('the database learns only of moves that the table knows', ({ assert }) => {
    const pairs = legalMoves(support).map(({ from, to }) => `${from}>${to}`)
    assert.sameMembers(pairs, [
      '>open',
      'open>in_progress',
      'open>pending_user',
      'open>on_hold',
      'open>resolved',
      'open>closed',
      'in_progress>open',
      'in_progress>pending_user',
      'in_progress>on_hold',
      'in_progress>resolved',
      'in_progress>closed',
      'pending_user>open',
      'pending_user>in_progress',
      'pending_user>resolved',
      'pending_user>closed',
      'on_hold>open',
      'on_hold>in_progress',
      'on_hold>resolved',
      'on_hold>closed',
      'resolved>open',
      'resolved>closed',
    ])
  })
})
