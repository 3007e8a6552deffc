import hash from '@adonisjs/core/services/hash'
import type { HttpContext } from '@adonisjs/core/http'
import { Invalid } from '#exceptions/refusals'
import User from '#models/user'

/** Checks name and password; the lockout is still to come. */
export async function signIn(form: { name: string; password: string }, _ctx: HttpContext) {
  const user = await User.query().where('username', form.name).orWhere('email', form.name).first()
  if (!user || !(await hash.verify(user.password, form.password))) {
    throw new Invalid('name', 'sign_in_failed')
  }
  return user
}
