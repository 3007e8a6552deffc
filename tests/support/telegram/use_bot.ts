import env from '#start/env'
import { PACE } from '#services/telegram/pace'
import { BotApi } from '#tests/support/bot_api'

/**
 * Starts a Bot API server and makes its bot the configured one of this process, which writes without pauses.
 * @returns the server; `stop` takes both away again
 */
export async function useBot(settings: Record<string, string> = {}): Promise<BotApi> {
  const api = new BotApi()
  await api.start()
  const values = { ...api.env, ...settings }
  const pace = { ...PACE }
  Object.assign(PACE, { all: 0, chat: 0, group: 0 })
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const)
  for (const [name, value] of Object.entries(values)) env.set(name as 'TELEGRAM_BOT_TOKEN', value)
  const stop = api.stop.bind(api)
  api.stop = async () => {
    Object.assign(PACE, pace)
    for (const [name, value] of before) forget(name, value)
    await stop()
  }
  return api
}

function forget(name: string, value: string | undefined) {
  env.set(name as 'TELEGRAM_BOT_TOKEN', value as string)
  if (value === undefined) delete process.env[name]
}
