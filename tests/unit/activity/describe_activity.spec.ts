import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import i18nManager from '@adonisjs/i18n/services/main'
import { describeActivity } from '#services/activity/describe_activity'
import { timeWords } from '#services/words/time_words'
import { workflows } from '#workflows/index'

const i18n = i18nManager.locale('en')
const words = { i18n, times: timeWords('UTC', i18n) }
const KIM = 7

function describe(action: string, more: Record<string, any> = {}, actor: string | null = 'Kim') {
  const activity = {
    id: 1,
    actorId: actor ? KIM : null,
    action,
    channel: 'web' as const,
    changes: [],
    details: {},
    createdAt: DateTime.utc(),
    ...more,
  }
  return describeActivity(activity, actor, words)
}

/** Every action that some service records, beside those of the workflows. */
const RECORDED = [
  'created',
  'deleted',
  'restored',
  'commented',
  'comment_edited',
  'note_written',
  'note_edited',
  'watcher_added',
  'watcher_removed',
  'collaborator_added',
  'collaborator_removed',
  'file_removed',
  'deliverable_removed',
  'pinned',
  'pin_answered',
  'pin_resolved',
  'pin_reopened',
  'preflight_overridden',
  'guest_invited',
  'guest_link_ended',
]

test.group('An activity in words', () => {
  test('knows every action', ({ assert }) => {
    const moves = workflows
      .flatMap((workflow) => workflow.transitions)
      .flatMap(({ activity }) =>
        typeof activity === 'string' ? [activity] : Object.values(activity)
      )
    for (const action of [...moves, ...RECORDED]) {
      const { text, glyph, icon } = describe(action, { details: { name: 'Joy', step: 'creative' } })
      assert.notInclude(text, 'translation missing', action)
      assert.notEqual(text, 'changed something', action)
      assert.isTrue(Boolean(glyph) !== Boolean(icon), action)
    }
  })

  test('says something sensible about an action of the future, and names the desk', ({
    assert,
  }) => {
    const { text, actor } = describe('teleported', {}, null)
    assert.equal(text, 'changed something')
    assert.equal(actor, 'The desk')
  })

  test('tells who and what: watching oneself, a priority, a step, pieces', ({ assert }) => {
    const own = describe('watcher_added', { details: { userId: KIM, name: 'Kim' } })
    assert.equal(own.text, 'watches this')
    const other = describe('watcher_added', { details: { userId: 8, name: 'Joy' } })
    assert.equal(other.text, 'added Joy as a watcher')
    const priority = [{ field: 'priority', before: 'low', after: 'urgent' }]
    const changed = describe('updated', { changes: priority })
    assert.equal(changed.text, 'changed the priority')
    assert.deepEqual(changed.changes, [{ label: 'Priority', before: 'Low', after: 'Urgent' }])
    assert.equal(
      describe('rejected', { details: { step: 'creative' } }).text,
      'rejected the creative step'
    )
    assert.equal(describe('created', { details: { pieces: 3 } }).text, 'asked for this, 3 pieces')
    assert.equal(describe('created', { details: { pieces: null } }).text, 'asked for this')
  })

  test('names products, times in the viewer’s zone, the channel and the version', ({ assert }) => {
    const { changes, meta } = describe('updated', {
      channel: 'email',
      changes: [
        { field: 'item:Juan365 FB VID', before: null, after: '4 video' },
        { field: 'scheduledStart', before: null, after: '2027-03-01T08:00:00.000Z' },
      ],
      details: { briefVersion: 2 },
    })
    assert.deepEqual(changes[0], { label: 'Juan365 FB VID', before: null, after: '4 video' })
    assert.equal(changes[1].after, 'Mon 1 Mar 2027, 08:00')
    assert.match(meta, /by e-mail, brief version 2$/)
  })

  test('names a pin by its facts, and as rows of before hold it', ({ assert }) => {
    const facts = { deliverable: 'static-01.png', pin: 3 }
    const old = { name: 'pin 3 on static-01.png', pin: 3 }
    for (const details of [facts, old]) {
      assert.equal(describe('pinned', { details }).text, 'put pin 3 on static-01.png')
    }
    const decided = { deliverable: 'static-01.png', decision: 'approved' }
    assert.equal(describe('proof_decided', { details: decided }).text, 'approved static-01.png')
  })

  test('adds what followed, the bare skip in red', ({ assert }) => {
    const { notes } = describe('approved', {
      details: {
        skipped: [{ step: 'department', reason: 'nobody_else' }],
        approvalsVoided: true,
        bothSteps: true,
        proposal: 'proposal_person_left',
      },
    })
    assert.deepEqual(
      notes.map((note) => note.tone),
      ['stop', 'wait', null, 'stop']
    )
    assert.isFalse(notes.some((note) => note.text.includes('translation missing')))
  })
})
