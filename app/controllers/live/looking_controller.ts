import type { HttpContext } from '@adonisjs/core/http'
import { lookAt } from '#services/live/look_at'
import { lookingForm } from '#validators/live'

export default class LookingController {
  /** Says which tickets this browser has open now; none when it has none. */
  async store({ auth, request, response }: HttpContext) {
    const { stream, tickets = [] } = await request.validateUsing(lookingForm)
    const sessionId = auth.use('web').sessionId!
    await lookAt(auth.getUserOrFail(), { sessionId, stream, tickets })
    return response.status(204).send('')
  }
}
