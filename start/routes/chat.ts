import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import { CHAT_FRAME } from '#services/chat/chat_widget'

/** The frame of the optional chat; 404 while it is not set up. */
router
  .get(CHAT_FRAME, [controllers.ChatFrames, 'show'])
  .as('chat_frames.show')
  .use(middleware.may('signed_in'))
