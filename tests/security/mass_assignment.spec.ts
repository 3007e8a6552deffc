import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { crawl, type FoundForm } from '#tests/support/crawl'
import { makeCast, type Cast } from '#tests/support/people'
import { shareDesk } from '#tests/support/shared_desk'
import { ticketAt, type Stage } from '#tests/support/tickets'
import { visit, Visitor } from '#tests/support/visitor'

const STAGES: Stage[] = ['requested', 'approved', 'in_progress', 'completed', 'rejected']
/** These end the session or change it on purpose. */
const LEFT_OUT = /^\/logout|^\/me\/(password|sessions)/

/** Columns that no form of a member sets, in both spellings. */
const FORBIDDEN = {
  users: ['role', 'approved_at', 'deactivated_at', 'session_epoch', 'department_id', 'password'],
  tickets: ['requester_id', 'deleted_at', 'approved_at', 'requesting_department_id', 'workflow'],
} as const

/** What a member adds to each form that he is offered. */
const SMUGGLED: Record<string, string> = {
  ...both('role', 'admin'),
  ...both('is_admin', '1'),
  ...both('status', 'approved'),
  ...both('requester_id', '1'),
  ...both('requesting_department_id', '1'),
  ...both('deleted_at', '2026-01-01T00:00:00Z'),
  ...both('approved_at', '2026-01-01T00:00:00Z'),
  ...both('deactivated_at', '2026-01-01T00:00:00Z'),
  ...both('department_id', '1'),
  ...both('user_id', '1'),
  ...both('session_epoch', '99'),
  ...both('workflow', 'support'),
  ...both('confirmed_at', '2026-01-01T00:00:00Z'),
  ...both('assigned_at', '2026-01-01T00:00:00Z'),
  'id': '1',
  'user[role]': 'admin',
  'ticket[status]': 'approved',
  '__proto__[role]': 'admin',
  'constructor[prototype][role]': 'admin',
}

test.group('A member who adds fields to forms', (group) => {
  let cast: Cast
  shareDesk(group, async () => {
    cast = await makeCast()
    return cast
  })

  async function state() {
    const people = await db
      .from('users')
      .select('id', ...FORBIDDEN.users)
      .orderBy('id')
    const tickets = await db
      .from('tickets')
      .select('id', ...FORBIDDEN.tickets)
      .orderBy('id')
    return JSON.stringify({ people, tickets })
  }

  const statuses = async () =>
    JSON.stringify(await db.from('tickets').select('id', 'status', 'assigned_at').orderBy('id'))

  const withSmuggled = ({ fields }: FoundForm) => ({ ...fields, ...SMUGGLED })

  test('changes nothing of what they name', async ({ assert }) => {
    const starts = ['/', '/tickets/new', '/me', '/me/profile', '/approvals']
    for (const stage of STAGES) {
      const ticket = await ticketAt(stage, cast)
      starts.push(`/tickets/${ticket.id}`, `/tickets/${ticket.id}/edit`)
    }
    const maria = await visit(cast.maria)
    const { forms } = await crawl(maria, starts)
    const tried = forms.filter(({ action }) => !LEFT_OUT.test(action))
    assert.isAbove(tried.length, 8)
    for (const form of tried) {
      const isTrash = form.action.includes('/trash')
      const before = { fixed: await state(), statuses: await statuses() }
      const answer = await maria.post(form.action, withSmuggled(form))
      assert.isBelow(answer.status, 500, form.action)
      if (!isTrash) assert.equal(withoutNew(await state(), before.fixed), before.fixed, form.action)
      if (answer.status >= 400) assert.equal(await statuses(), before.statuses, form.action)
    }
    const mine = await db.from('users').where('id', cast.maria.id).first()
    assert.equal(mine.role, 'member')
  })

  test('makes a ticket that is nobody else’s and not approved', async ({ assert }) => {
    const maria = await visit(cast.maria)
    const { forms } = await crawl(maria, ['/tickets/new?type=website_banner'])
    const form = forms.find(({ action }) => action === '/tickets')!
    const [product] = await db.from('products').where('category', 'general').limit(1)
    const answer = await maria.post('/tickets', {
      ...withSmuggled(form),
      type: 'website_banner',
      title: 'Smuggled',
      productId: product.id,
      quantity: 1,
      criteria: 'image',
    })
    assert.equal(answer.status, 303)
    const ticket = await db.from('tickets').where('title', 'Smuggled').first()
    assert.equal(ticket.requester_id, cast.maria.id)
    assert.equal(ticket.requesting_department_id, cast.maria.departmentId)
    assert.equal(ticket.status, 'requested')
    assert.equal(ticket.workflow, 'creative')
    assert.isNull(ticket.deleted_at)
    assert.isNull(ticket.approved_at)
    assert.isNull(ticket.assigned_at)
  })

  test('registers as a member who waits', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.get('/register')
    const [department] = await db.from('departments').where('name', 'Sales')
    const answer = await visitor.post('/register', {
      ...SMUGGLED,
      username: 'smuggler',
      email: 'smuggler@desk.test',
      firstName: 'Sam',
      lastName: 'Uggler',
      password: 'four random long words',
      departmentId: department.id,
    })
    assert.equal(answer.status, 302)
    const person = await db.from('users').where('username', 'smuggler').first()
    assert.equal(person.role, 'member')
    assert.isNull(person.approved_at)
    assert.equal(person.session_epoch, 1)
    assert.equal(person.department_id, department.id)
  })
})

/** A form may make a row; those that were there before count. */
function withoutNew(now: string, before: string): string {
  const { people, tickets } = JSON.parse(now)
  const known = JSON.parse(before)
  return JSON.stringify({
    people: people.slice(0, known.people.length),
    tickets: tickets.slice(0, known.tickets.length),
  })
}

function both(name: string, value: string): Record<string, string> {
  const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return { [name]: value, [camel]: value }
}
