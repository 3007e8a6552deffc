import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import { actorOf } from '#services/actor_of'
import { listLocales, listTimeZones } from '#services/accounts/choices'
import { editProfile } from '#services/accounts/edit_profile'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { profileValidator } from '#validators/accounts'
import { flashToast } from '#services/words/flash_toast'

export default class ProfileController {
  async index({ response }: HttpContext) {
    return response.redirect('/me/profile')
  }

  async edit(ctx: HttpContext) {
    return profilePage(ctx, { form: ctx.auth.getUserOrFail().$attributes, errors: {} })
  }

  async update(ctx: HttpContext) {
    return answerForm(
      ctx,
      async () => {
        await editProfile(await ctx.request.validateUsing(profileValidator), actorOf(ctx))
        flashToast(ctx, 'me.saved')
        return ctx.response.redirect('/me/profile')
      },
      (typed) => profilePage(ctx, typed)
    )
  }
}

/** The profile page; its two forms (profile, address) come back on it with what was typed. */
export async function profilePage({ view, auth }: HttpContext, typed: TypedForm) {
  const person = auth.getUserOrFail()
  await person.load('department')
  const zones = listTimeZones().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
  const names = new Intl.DisplayNames(['en'], { type: 'language' })
  const locales = listLocales().map((locale) => ({ value: locale, label: names.of(locale) }))
  return view.render('pages/me/profile/edit', {
    ...typed,
    person,
    zones,
    locales,
    usualZone: person.homeZone ?? env.get('TIME_ZONE'),
  })
}
