import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Beyond nine digits there is nothing, and no question to the database. */
const id = /^[1-9]\d{0,8}$/

/** Whoever holds a link, without an account; each page asks once more whether it still leads anywhere. */
router
  .group(() => {
    const { Files, Guests, Messages, Screens, Thumbnails } = controllers.reviews
    router.get('/', [controllers.Reviews, 'show']).as('show')
    router.post('/guests', [Guests, 'store']).as('guests.store')
    router.post('/messages', [Messages, 'store']).as('messages.store')
    router.get('/files/:id', [Files, 'show']).as('files.show')
    router.get('/files/:id/thumbnail', [Thumbnails, 'show']).as('thumbnail')
    router.get('/files/:id/screen', [Screens, 'show']).as('screen')
  })
  .prefix('/review/:token')
  .as('review')
  .where('id', id)
  .use(middleware.may('link'))

router
  .group(() => {
    const { Answers, Deliverables, Judgements, Pins, Resolutions } = controllers.reviews
    router.get('/', [Deliverables, 'show']).as('show')
    router.post('/pins', [Pins, 'store']).as('pins.store')
    router.post('/pins/:number/answers', [Answers, 'store']).as('answers.store')
    router.post('/pins/:number/resolution', [Resolutions, 'store']).as('resolutions.store')
    router
      .post('/pins/:number/resolution/delete', [Resolutions, 'destroy'])
      .as('resolutions.destroy')
    router.post('/decisions', [Judgements, 'store']).as('judgements.store')
  })
  .prefix('/review/:token/deliverables/:id')
  .as('review.deliverables')
  .where('id', id)
  .where('number', id)
  .use(middleware.may('link'))

/** Those who made a link, and who may in their place. */
router
  .group(() => {
    const { Guests, GuestMessages } = controllers.tickets
    router.get('/', [Guests, 'index']).as('index')
    router.post('/', [Guests, 'store']).as('store')
    router.post('/:id/end', [Guests, 'destroy']).as('destroy')
    router.post('/:id/messages', [GuestMessages, 'store']).as('messages.store')
  })
  .prefix('/tickets/:ticketId/guests')
  .as('tickets.guests')
  .where('ticketId', id)
  .where('id', id)
  .use(middleware.may('signed_in'))
