import db from '@adonisjs/lucid/services/db'
import { stranger } from '#services/telegram/commands/answer_command'
import { linkTo, lines, type Asked } from '#services/telegram/commands/command'
import { nameOf } from '#services/telegram/intake/read_update'
import { claimCode } from '#services/telegram/linking/link_codes'
import { escapeHtml } from '#services/telegram/say'

/** The first word to the bot, with or without a link code (as its hash, see `hideCode`). */
export async function start(asked: Asked): Promise<string> {
  const { argument, chatId, from, user, words } = asked
  const { i18n } = words
  if (argument === '') {
    if (!user) return stranger(asked)
    return i18n.t('telegram_bot.hello', { name: escapeHtml(user.fullName) })
  }
  const owner = await ownerOf(chatId)
  const claimed = await claimCode(argument, chatId, nameOf(from))
  if (claimed === null) {
    return lines(
      i18n.t('telegram_bot.code_dead'),
      linkTo('/me/telegram', i18n.t('telegram_bot.new_code'))
    )
  }
  if (owner === claimed) return i18n.t('telegram_bot.already_linked')
  if (owner !== null) return i18n.t('telegram_bot.taken')
  return lines(
    i18n.t('telegram_bot.confirm_on_page'),
    linkTo('/me/telegram', i18n.t('telegram_bot.confirm_link')),
    i18n.t('telegram_bot.not_asked')
  )
}

async function ownerOf(chatId: string): Promise<number | null> {
  const row = await db.from('users').where('telegram_chat_id', chatId).select('id').first()
  return row?.id ?? null
}
