import type { HttpContext } from '@adonisjs/core/http'
import User from '#models/user'
import { themeValidator } from '#validators/accounts'

export default class ThemeController {
  async update({ auth, request, response }: HttpContext) {
    const { theme } = await request.validateUsing(themeValidator)
    await User.query().where('id', auth.getUserOrFail().id).update({ theme })
    return response.redirect('/me/profile')
  }
}
