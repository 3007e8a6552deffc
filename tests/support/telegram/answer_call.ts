import type { BotApi, Call } from '#tests/support/bot_api'
import { describeMessage } from '#tests/support/telegram/chats'
import { objectOf } from '#tests/support/telegram/read_call'
import { ApiRefusal, bad } from '#tests/support/telegram/refusal'

/**
 * Does what a call asks.
 * @throws ApiRefusal as the real server refuses
 */
export async function answerCall(api: BotApi, call: Call): Promise<unknown> {
  const { method, params } = call
  if (/^(send|edit|delete)Message|^sendPhoto/.test(method)) keepLimit(api, params)
  switch (method) {
    case 'getMe':
      return { ...api.bot, can_join_groups: true, can_read_all_group_messages: false }
    case 'getUpdates':
      return api.updates.get(params)
    case 'setWebhook':
      return setWebhook(api, params)
    case 'deleteWebhook':
      api.updates.setWebhook(null, String(params.drop_pending_updates) === 'true')
      return true
    case 'getWebhookInfo':
      return {
        url: api.updates.webhook?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: api.updates.waiting.length,
        ...(api.updates.lastError && { last_error_message: api.updates.lastError }),
      }
    case 'sendMessage':
      return describeMessage(api.chats.send(call, 'text'))
    case 'sendPhoto':
      return describeMessage(api.chats.send(call, 'caption'))
    case 'editMessageText':
      return describeMessage(api.chats.edit(call, 'text'))
    case 'editMessageCaption':
      return describeMessage(api.chats.edit(call, 'caption'))
    case 'editMessageReplyMarkup':
      return describeMessage(api.chats.edit(call, 'markup'))
    case 'deleteMessage':
      return api.chats.remove(params)
    case 'getChat':
      return api.chats.find(params.chat_id)
    case 'answerCallbackQuery':
      return answerQuery(api, params)
    case 'setMyCommands':
      api.commands = commandsOf(params)
      return true
    case 'getMyCommands':
      return api.commands
    case 'deleteMyCommands':
      api.commands = []
      return true
    default:
      throw new ApiRefusal(404, 'Not Found')
  }
}

/** @throws 429 while the limit holds */
function keepLimit(api: BotApi, params: Record<string, any>): void {
  const left = Math.ceil(((api.limited?.until ?? 0) - Date.now()) / 1000)
  const isMeant = api.limited?.chat === undefined || api.limited.chat === Number(params.chat_id)
  if (left <= 0 || !isMeant) return
  throw new ApiRefusal(429, `Too Many Requests: retry after ${left}`, { retry_after: left })
}

function setWebhook(api: BotApi, params: Record<string, any>): true {
  const url = String(params.url ?? '')
  const secret = String(params.secret_token ?? '')
  if (url === '') api.updates.setWebhook(null, false)
  // Https only, as the real server; but for the loopback address, so that tests can be called.
  else if (!/^https:|^http:\/\/127\.0\.0\.1:/.test(url)) {
    bad('bad webhook: An HTTPS URL must be provided for webhook')
  } else if (!/^[\w-]{0,256}$/.test(secret)) {
    bad('secret token contains unallowed characters')
  } else {
    api.updates.allow(params.allowed_updates)
    api.updates.setWebhook({ url, secret }, String(params.drop_pending_updates) === 'true')
  }
  return true
}

function answerQuery(api: BotApi, params: Record<string, any>): true {
  const id = String(params.callback_query_id)
  const text = String(params.text ?? '')
  if (text.length > 200) bad('MESSAGE_TOO_LONG')
  if (!api.answers.has(id)) {
    bad('query is too old and response timeout expired or query ID is invalid')
  }
  api.answers.set(id, { text, isAlert: String(params.show_alert) === 'true' })
  return true
}

function commandsOf(params: Record<string, any>) {
  const commands = objectOf(params.commands) as { command: string; description: string }[]
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) bad('BOT_COMMAND_INVALID')
    if (!description || description.length > 256) bad('BOT_COMMAND_DESCRIPTION_INVALID')
  }
  return commands
}
