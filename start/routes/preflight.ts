import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

const id = { match: /^[1-9]\d{0,8}$/, cast: Number }

/** Lets a deliverable stay that fails its checks; its service judges who may. */
router
  .post('/tickets/:ticketId/deliverables/:id/preflight', [controllers.tickets.Preflight, 'update'])
  .as('tickets.preflight.update')
  .where('ticketId', id)
  .where('id', id)
  .use(middleware.may('signed_in'))
