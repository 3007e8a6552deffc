import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#exceptions/handler'))

/** Every request, with or without a route. */
server.use([
  () => import('#middleware/request_log_middleware'),
  () => import('#middleware/security_headers_middleware'),
  () => import('#middleware/assets_middleware'),
  () => import('#middleware/compression_middleware'),
  () => import('#middleware/health_middleware'),
  () => import('#middleware/container_bindings_middleware'),
])

/** Every request with a route. */
router.use([
  () => import('#middleware/telegram_middleware'),
  () => import('#middleware/origin_middleware'),
  () => import('@adonisjs/core/bodyparser_middleware'),
  () => import('#middleware/overload_middleware'),
  () => import('#middleware/clean_input_middleware'),
  () => import('@adonisjs/session/session_middleware'),
  () => import('#middleware/one_time_messages_middleware'),
  () => import('@adonisjs/shield/shield_middleware'),
  () => import('@adonisjs/auth/initialize_auth_middleware'),
  () => import('#middleware/viewer_middleware'),
  () => import('#middleware/viewing_middleware'),
])

/**
 * `may` is the rule of a route (access_middleware.ts); each route or group declares one. `takesFiles` reads forms with
 * files and follows it (files_middleware.ts); `resumable` speaks tus for files that come in parts.
 */
export const middleware = router.named({
  takesFiles: () => import('#middleware/files_middleware'),
  resumable: () => import('#middleware/resumable_middleware'),
  may: () => import('#middleware/access_middleware'),
})
