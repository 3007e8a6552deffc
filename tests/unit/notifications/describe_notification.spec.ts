import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import { describeNotification } from '#services/notifications/describe_notification'
import { KINDS } from '#services/notifications/kinds'
import { listIcons } from '#services/assets/list_icons'
import { workflows } from '#workflows/index'

const i18n = i18nManager.locale('en')
const event = {
  kind: 'approved',
  actorName: 'Ana Reyes',
  ticketId: 482,
  ticketTitle: 'Payday {push} <b>',
}

test.group('A notification in words', () => {
  test('every kind has its sentence, its subject and its icon', ({ assert }) => {
    for (const [kind, { icon }] of Object.entries(KINDS)) {
      const { said, subject } = describeNotification({ ...event, kind }, i18n)
      assert.notMatch(said + subject, /translation missing|[{}]\w+[{}]$/i, kind)
      assert.notInclude(said + subject, 'notifications.kinds', kind)
      assert.include(listIcons(), icon, kind)
    }
  })

  test('every kind that a workflow sends is known', ({ assert }) => {
    for (const { transitions } of workflows) {
      for (const { kind } of transitions) assert.property(KINDS, kind)
    }
  })

  test('the subject names the ticket; what people wrote stays as it is', ({ assert }) => {
    const { subject } = describeNotification(event, i18n)
    assert.equal(subject, '#482 is approved: Payday {push} <b>')
  })

  test('a changed brief is asked for again in other words', ({ assert }) => {
    const details = { changed: ['title'] }
    const { said } = describeNotification({ ...event, kind: 'new_request', details }, i18n)
    assert.include(said, 'The brief changed')
  })

  test('a pin is named by its facts, and as rows of before hold it', ({ assert }) => {
    const facts = { deliverable: 'static-01.png', pin: 3 }
    for (const details of [facts, { name: 'pin 3 on static-01.png', pin: 3 }]) {
      const { said } = describeNotification({ ...event, kind: 'pin_answered', details }, i18n)
      assert.equal(said, 'Ana Reyes answered pin 3 on static-01.png')
    }
  })

  test('without the right to see the ticket nothing of it is said', ({ assert }) => {
    const hidden = describeNotification({ ...event, ticketTitle: null }, i18n)
    assert.isFalse(hidden.isVisible)
    assert.notMatch(hidden.said + hidden.subject, /Ana|482|Payday/)
  })

  test('what the desk noticed itself has no actor, and an unknown kind still speaks', ({
    assert,
  }) => {
    assert.equal(
      describeNotification({ ...event, kind: 'overdue', actorName: null }, i18n).said,
      'The deadline has passed'
    )
    const { said } = describeNotification({ ...event, kind: 'new_thing', actorName: null }, i18n)
    assert.equal(said, 'The desk changed something')
  })
})
