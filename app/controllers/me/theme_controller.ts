import type { HttpContext } from '@adonisjs/core/http'
import { keepLook } from '#services/accounts/keep_look'
import { themeValidator } from '#validators/accounts'

export default class ThemeController {
  async update({ auth, request, response }: HttpContext) {
    await keepLook(auth.getUserOrFail(), await request.validateUsing(themeValidator))
    return response.redirect('/me/profile')
  }
}
