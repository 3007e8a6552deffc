import { Conflict } from '#exceptions/refusals'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import { recordAudit } from '#services/activity/record_audit'
import type { Actor } from '#services/actor'
import { testMail } from '#services/deliveries/test_mail'
import { testTelegram } from '#services/telegram/test_telegram'
import db from '@adonisjs/lucid/services/db'

/** What the other side really said to a test message. */
export interface TestAnswer {
  ok: boolean
  answer: string
}

export type TestedChannel = 'email' | 'telegram'

const TESTS = { email: testMail, telegram: testTelegram }

/** One test at a time in this process: who presses again and again ties up nothing. */
let isUnderWay = false

/**
 * Sends a test message to the admin who asks and waits for the other side's answer, 15 s at most. It is the one thing that
 * is sent inside a request, because its answer is what the admin came for; no transaction is open meanwhile.
 * @throws Refusal 403 for anybody but an admin; Conflict 409 while another test is under way
 */
export async function testChannel(channel: TestedChannel, actor: Actor): Promise<TestAnswer> {
  await db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    await recordAudit(trx, {
      actor,
      action: 'channel_tested',
      subjectType: 'channel',
      subjectLabel: channel,
    })
  })
  if (isUnderWay) throw new Conflict('test_under_way')
  isUnderWay = true
  try {
    return await TESTS[channel](actor.by!)
  } finally {
    isUnderWay = false
  }
}
