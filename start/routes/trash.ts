import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

/** The trash, and what is done with several tickets at once; the services judge each ticket. */
router
  .group(() => {
    const { Assignments, Priority } = controllers.batches
    router.get('/trash', [controllers.Trash, 'index']).as('trash.index')
    router.post('/trash', [controllers.Trash, 'store']).as('trash.store')
    router.post('/trash/delete', [controllers.Trash, 'destroy']).as('trash.destroy')
    router.post('/tickets/chosen/priority', [Priority, 'update']).as('batches.priority.update')
    router.get('/tickets/chosen/assignment', [Assignments, 'edit']).as('batches.assignments.edit')
    router
      .post('/tickets/chosen/assignment', [Assignments, 'update'])
      .as('batches.assignments.update')
  })
  .use(middleware.may('signed_in'))

router
  .group(() => {
    const { Purges } = controllers.trash
    router.get('/trash/purge', [Purges, 'create']).as('trash.purges.create')
    router.post('/trash/purge', [Purges, 'store']).as('trash.purges.store')
  })
  .use(middleware.may('admin'))
