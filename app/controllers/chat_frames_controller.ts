import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#exceptions/refusals'
import { chatAddress, CHAT_SANDBOX, framePolicy } from '#services/chat/chat_widget'

/** The frame of our own in which the partner's chat lives, with a policy of its own. */
export default class ChatFramesController {
  async show({ response, view }: HttpContext) {
    const address = chatAddress()
    if (!address) throw new NotFound()
    response.header('content-security-policy', framePolicy())
    response.header('x-frame-options', 'SAMEORIGIN')
    response.header('referrer-policy', 'no-referrer')
    return view.render('pages/chat_frames/show', { address, sandbox: CHAT_SANDBOX })
  }
}
