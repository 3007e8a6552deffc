import { RequestValidator } from '@adonisjs/core/http'

/** Sentences of validation rules come from resources/lang/<locale>/validator.json. */
RequestValidator.messagesProvider = (ctx) => ctx.i18n.createMessagesProvider()
