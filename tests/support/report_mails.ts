import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import type User from '#models/user'
import { forgetSettings } from '#services/settings/read_settings'
import { subscribe, type Wish } from '#services/subscriptions/subscribe'
import { MailServer } from '#tests/support/mail_server'

const ZONE = 'Asia/Manila'

/** A time of the house of a `MailDesk`. */
export const at = (text: string) => DateTime.fromISO(text, { zone: ZONE })

export const begin = (wish: Wish, by: User) => subscribe(wish, { by, channel: 'web', address: '' })

/** The reports in the outbox, oldest first. */
export const reportRows = () =>
  db.from('deliveries').where('event_key', 'like', 'report:%').orderBy('id')

/** A house in Manila with a mail server. */
export class MailDesk {
  readonly #server = new MailServer()

  /** @returns what closes it */
  async open(): Promise<() => Promise<void>> {
    const zone = env.get('TIME_ZONE')
    env.set('TIME_ZONE', ZONE)
    env.set('SMTP_URL', await this.#server.start())
    return async () => {
      env.set('TIME_ZONE', zone)
      env.set('SMTP_URL', '')
      forgetSettings()
      await this.#server.stop()
    }
  }

  get received() {
    return this.#server.received
  }

  mailsTo(person: User) {
    return this.#server.mailsTo(person.email)
  }

  clear(): void {
    this.received.length = 0
    forgetSettings()
  }

  /** Reads settings that changed beside the page. */
  forget = forgetSettings
}
