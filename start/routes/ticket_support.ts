import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Beyond nine digits there is no ticket, and no question to the database. */
const id = { match: /^[1-9]\d{0,8}$/, cast: Number }

/** What joins a ticket to other departments and tickets; the services judge rights, strangers get 404. */
router
  .group(() => {
    const { Deadline, FollowUps, Links, Merges, Transfers } = controllers.tickets
    router.get('/transfer/new', [Transfers, 'create']).as('transfer.create')
    router.get('/merge/new', [Merges, 'create']).as('merge.create')
    router.get('/links/new', [Links, 'create']).as('links.create')
    router.get('/deadline', [Deadline, 'show']).as('deadline.show')
    router.post('/transfer', [Transfers, 'store']).as('transfer.store')
    router.post('/merge', [Merges, 'store']).as('merge.store')
    router.post('/links', [Links, 'store']).as('links.store')
    router.post('/links/:id/delete', [Links, 'destroy']).as('links.destroy')
    router
      .post('/follow-up', [FollowUps, 'store'])
      .as('follow_up.store')
      .use(middleware.takesFiles())
  })
  .prefix('/tickets/:ticketId')
  .as('tickets')
  .where('ticketId', id)
  .where('id', id)
  .use(middleware.may('signed_in'))
