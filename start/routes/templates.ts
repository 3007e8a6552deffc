import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import type { ReplyTemplatesPages } from '#controllers/reply_templates'
import { middleware } from '#start/kernel'

/** Beyond nine digits there is no row, and no question to the database. */
const id = { match: /^[1-9]\d{0,8}$/, cast: Number }

type LazyPages = () => Promise<{ default: new () => ReplyTemplatesPages }>

/** One's own replies. */
router
  .group(() => replies(controllers.me.ReplyTemplates))
  .prefix('/me/reply-templates')
  .as('me.reply_templates')
  .where('id', id)
  .use(middleware.may('signed_in'))

/** Those of a department; the service asks whether it is his. */
router
  .group(() => replies(controllers.departments.ReplyTemplates))
  .prefix('/departments/:departmentId/reply-templates')
  .as('departments.reply_templates')
  .where('departmentId', id)
  .where('id', id)
  .use(middleware.may('manager'))

function replies(controller: LazyPages) {
  router.get('/', [controller, 'index']).as('index')
  router.get('/new', [controller, 'create']).as('create')
  router.post('/', [controller, 'store']).as('store')
  router.get('/:id/edit', [controller, 'edit']).as('edit')
  router.post('/:id', [controller, 'update']).as('update')
  router.post('/:id/delete', [controller, 'destroy']).as('destroy')
}

/** What new tickets of a type get, beside what people fill in. */
router
  .group(() => {
    const { Checklist } = controllers.admin.requestTypes
    router.get('/checklist', [Checklist, 'edit']).as('edit')
    router.post('/checklist', [Checklist, 'update']).as('update')
  })
  .prefix('/admin/request-types/:typeId')
  .as('admin.request_types.checklist')
  .where('typeId', id)
  .use(middleware.may('admin'))

/** Forms that are filled in already. */
router
  .group(() => {
    const { RequestTemplates } = controllers.admin
    router.get('/', [RequestTemplates, 'index']).as('index')
    router.get('/new', [RequestTemplates, 'create']).as('create')
    router.post('/', [RequestTemplates, 'store']).as('store')
    router.get('/:id/edit', [RequestTemplates, 'edit']).as('edit')
    router.post('/:id', [RequestTemplates, 'update']).as('update')
    router.post('/:id/delete', [RequestTemplates, 'destroy']).as('destroy')
  })
  .prefix('/admin/request-templates')
  .as('admin.request_templates')
  .where('id', id)
  .use(middleware.may('admin'))
