import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

router
  .group(() => {
    router.post('/', [controllers.Uploads, 'store']).as('store').use(middleware.takesFiles())
    router.get('/:id', [controllers.Uploads, 'show']).as('show')
    router.get('/:id/thumbnail', [controllers.uploads.Thumbnails, 'show']).as('thumbnail')
    router.post('/:id/discard', [controllers.Uploads, 'destroy']).as('destroy')
    router.post('/:id/poster', [controllers.uploads.Posters, 'store']).as('poster')
  })
  .prefix('/uploads')
  .as('uploads')
  .where('id', router.matchers.number())
  .use(middleware.may('signed_in'))

router
  .group(() => {
    const { Finished, Resumable } = controllers.uploads
    router.get('/', [Resumable, 'index']).as('index')
    router.post('/:id/file', [Finished, 'store']).as('finish')
    router
      .group(() => {
        router.post('/', [Resumable, 'store']).as('store')
        router.route('/:id', ['HEAD'], [Resumable, 'show']).as('show')
        router.patch('/:id', [Resumable, 'update']).as('update')
        router.delete('/:id', [Resumable, 'destroy']).as('destroy')
      })
      .use(middleware.resumable())
  })
  .prefix('/uploads/resumable')
  .as('uploads.resumable')
  .use(middleware.may('signed_in'))

router
  .group(() => {
    router.get('/:id', [controllers.tickets.Attachments, 'show']).as('show')
    router.get('/:id/thumbnail', [controllers.tickets.Thumbnails, 'show']).as('thumbnail')
    router.get('/:id/screen', [controllers.tickets.Screens, 'show']).as('screen')
    router.post('/:id/remove', [controllers.tickets.Attachments, 'destroy']).as('destroy')
  })
  .prefix('/tickets/:ticketId/attachments')
  .as('tickets.attachments')
  .where('ticketId', router.matchers.number())
  .where('id', router.matchers.number())
  .use(middleware.may('signed_in'))

router
  .group(() => {
    router.get('/files/:id', [controllers.tickets.Files, 'show']).as('show')
    router.get('/files.zip', [controllers.tickets.FileArchives, 'show']).as('zip')
  })
  .prefix('/tickets/:ticketId')
  .as('tickets.files')
  .where('ticketId', router.matchers.number())
  .where('id', router.matchers.number())
  .use(middleware.may('signed_in'))
