import env from '#start/env'

/** Our own page that holds the partner's; the only place where anything of the partner is named. */
export const CHAT_FRAME = '/chat/frame'

/** Hosts of the partner. Tawk.to serves its chat as a page for a frame (its "direct chat link"). */
const PARTNER = 'https://tawk.to https://*.tawk.to'

/** What the frames may do: the partner's page is itself on its own origin, and never leads this window elsewhere. */
export const CHAT_SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads'

/** Pages where no chat is offered: who types a password, decides, administers, or came by a link, is alone with the desk. */
const WITHOUT =
  /^\/(admin|approvals|chat|decisions|ratings|review|password|setup|login|logout|register|email|me|kit)(\/|$)/

/**
 * The address of the partner's chat, with nothing about who opens it.
 * @returns null while the operator has not set both ids
 */
export function chatAddress(): string | null {
  const property = env.get('TAWK_PROPERTY_ID')
  const widget = env.get('TAWK_WIDGET_ID')
  return property && widget ? `https://tawk.to/chat/${property}/${widget}` : null
}

/** Whether a page at this path offers the chat to who is signed in. */
export function offersChat(path: string): boolean {
  return chatAddress() !== null && !WITHOUT.test(path)
}

/**
 * The policy of our frame: no script, so that nothing in it acts on our origin although the partner's frame inside needs
 * an origin of its own; only our pages show it.
 */
export function framePolicy(): string {
  return [
    `default-src 'none'`,
    `style-src 'self'`,
    `frame-src ${PARTNER}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'self'`,
    `sandbox ${CHAT_SANDBOX}`,
    `report-uri /reports/browser`,
  ].join('; ')
}
