import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { completeQuestion } from '#services/reports/report_question'
import { ratesOf } from '#services/reports/rates_of'
import { sumFacts, sumFactsBy } from '#services/reports/sum_facts'
import { plantReference } from '#tests/support/counted'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { visit } from '#tests/support/visitor'

test.group('The reference vector of the metrics', (group) => {
  let cast: Cast
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    cast = await makeCast()
    const [joy, paolo] = [
      await makePerson({ department: 'Creative' }),
      await makePerson({ department: 'Creative' }),
    ]
    await plantReference(cast.maria, [cast.kim, joy, paolo])
  })

  test('adds up as written', async ({ assert }) => {
    const question = await completeQuestion({}, 'Asia/Manila')
    const sums = await sumFacts({ question, viewer: cast.admin })
    assert.containsSubset(sums, {
      ...{ total: 7, assigned: 6, completed: 5, output: 33, video: 18, image: 13, other: 2 },
      ...{ assignedQuantity: 37, quantity: 41, inProgress: 1 },
    })
    const rates = ratesOf(sums)
    assert.equal(rates.completionRate, 83.3)
    assert.equal(rates.revisionRate, 28.6)
    assert.equal(rates.averageOutput, 6.6)
    const people = await sumFactsBy<number | null>(
      { question, viewer: cast.admin },
      'f.assignee_id'
    )
    assert.equal(
      [...people.values()].reduce((sum, { output }) => sum + output, 0),
      33
    )
  })

  test('stands on the page, and every figure leads to the list that it counts', async ({
    assert,
  }) => {
    const admin = await visit(cast.admin)
    const page = await admin.get('/analytics')
    assert.equal(page.status, 200)
    assert.include(page.text, '83.3 %')
    assert.include(page.text, '28.6 %')
    const list = await admin.get('/tickets?tab=all&is=revised')
    assert.equal(list.status, 200)
    assert.lengthOf(list.text.match(/id="ticket-\d+"/g) ?? [], 2)
  })
})
