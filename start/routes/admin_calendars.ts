import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'

const { admin } = controllers

/** Beyond nine digits there is no row, and no question to the database. */
const id = { match: /^[1-9]\d{0,8}$/, cast: Number }

router
  .group(() => {
    router.get('/calendar', [admin.departments.Calendar, 'edit']).as('calendar.edit')
    router.post('/calendar', [admin.departments.Calendar, 'update']).as('calendar.update')
    router.get('/closing', [admin.departments.Closing, 'create']).as('closing.create')
    router.post('/closing', [admin.departments.Closing, 'store']).as('closing.store')
    router.post('/holidays', [admin.departments.Holidays, 'store']).as('holidays.store')
    router
      .post('/holidays/:id/delete', [admin.departments.Holidays, 'destroy'])
      .as('holidays.destroy')
      .where('id', id)
  })
  .prefix('/admin/departments/:departmentId')
  .as('admin.departments')
  .where('departmentId', id)
  .use(middleware.may('admin'))
