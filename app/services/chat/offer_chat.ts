import type { HttpContext } from '@adonisjs/core/http'
import { CHAT_FRAME, CHAT_SANDBOX, offersChat } from '#services/chat/chat_widget'

const POLICY = 'content-security-policy'

/**
 * Offers the chat on a page of somebody who is signed in: the templates get its address, and the page's policy allows
 * frames of our own, nothing else. Elsewhere, and while no chat is set up, nothing changes.
 */
export function offerChat({ auth, request, response, view }: HttpContext): void {
  if (!auth.user || !offersChat(request.url())) return
  view.share({ chat: { frame: CHAT_FRAME, sandbox: CHAT_SANDBOX } })
  response.header(POLICY, `${response.getHeader(POLICY)}; frame-src 'self'`)
}
