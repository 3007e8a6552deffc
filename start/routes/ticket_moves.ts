import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** Beyond nine digits there is no ticket, and no question to the database. */
const id = { match: /^[1-9]\d{0,8}$/, cast: Number }

router
  .get('/tickets/:id', [controllers.Tickets, 'show'])
  .as('tickets.show')
  .where('id', id)
  .use(middleware.may('signed_in'))

/** What people do on one ticket; the services judge their rights, strangers get 404. */
router
  .group(() => {
    const { Assignments, Checklist, Collaborators, Comments, Mentionable } = controllers.tickets
    const { Mute, Priority, ReplyTemplates, Trashing, Transitions, Watch } = controllers.tickets
    router
      .post('/transitions/:name', [Transitions, 'store'])
      .as('transitions.store')
      .where('name', router.matchers.slug())
    router.get('/paper', [controllers.tickets.Paper, 'show']).as('paper')
    router.get('/assignment/edit', [Assignments, 'edit']).as('assignment.edit')
    router.get('/assignment/clashes', [controllers.tickets.Clashes, 'index']).as('clashes')
    router.post('/assignment', [Assignments, 'update']).as('assignment.update')
    router.post('/assignment/delete', [Assignments, 'destroy']).as('assignment.destroy')
    router.post('/priority', [Priority, 'update']).as('priority.update')
    router.post('/comments', [Comments, 'store']).as('comments.store').use(middleware.takesFiles())
    router.get('/mentionable', [Mentionable, 'index']).as('mentionable.index')
    router.get('/comments/:id/edit', [Comments, 'edit']).as('comments.edit')
    router.post('/comments/:id', [Comments, 'update']).as('comments.update')
    router.get('/watch/new', [Watch, 'create']).as('watch.create')
    router.post('/watch', [Watch, 'store']).as('watch.store')
    router.post('/watch/delete', [Watch, 'destroy']).as('watch.destroy')
    router.post('/mute', [Mute, 'store']).as('mute.store')
    router.post('/unmute', [Mute, 'destroy']).as('mute.destroy')
    router.post('/collaborators', [Collaborators, 'store']).as('collaborators.store')
    router.post('/collaborators/delete', [Collaborators, 'destroy']).as('collaborators.destroy')
    router
      .post('/reply-templates', [ReplyTemplates, 'store'])
      .as('reply_templates.store')
      .use(middleware.takesFiles())
    router.get('/reply-templates/:id', [ReplyTemplates, 'show']).as('reply_templates.show')
    router.post('/checklist/:id', [Checklist, 'update']).as('checklist.update')
    router.post('/trash', [Trashing, 'store']).as('trash.store')
    router.post('/trash/delete', [Trashing, 'destroy']).as('trash.destroy')
  })
  .prefix('/tickets/:ticketId')
  .as('tickets')
  .where('ticketId', id)
  .where('id', id)
  .use(middleware.may('signed_in'))
