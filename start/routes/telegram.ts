import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import { WEBHOOK_PATH } from '#services/telegram/intake/webhook'

/** Telegram calls here in webhook mode; the secret in its header is the token (telegram_middleware.ts). */
router
  .post(WEBHOOK_PATH, [controllers.telegram.Updates, 'store'])
  .as('telegram.updates.store')
  .use(middleware.may('link'))

/** A person's own Telegram account. */
router
  .group(() => {
    router.get('/', [controllers.me.TelegramLink, 'show']).as('show')
    router.post('/', [controllers.me.TelegramLink, 'store']).as('store')
    router.post('/end', [controllers.me.TelegramLink, 'destroy']).as('destroy')
    router.get('/codes', [controllers.me.TelegramCodes, 'show']).as('codes.show')
    router.post('/codes', [controllers.me.TelegramCodes, 'store']).as('codes.store')
    router.post('/codes/refuse', [controllers.me.TelegramCodes, 'destroy']).as('codes.destroy')
  })
  .prefix('/me/telegram')
  .as('me.telegram')
  .use(middleware.may('signed_in'))
