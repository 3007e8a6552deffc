import { Env } from '@adonisjs/core/env'

/**
 * The types of the configuration. bin/environment.js fills in the defaults and answers each bad value with a
 * sentence before the framework starts; README.md and .env.example document every name.
 */
export default await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum(['development', 'production', 'test'] as const),
  HOST: Env.schema.string({ format: 'host' }),
  PORT: Env.schema.number(),
  APP_URL: Env.schema.string({ format: 'url', tld: false }),
  APP_KEY: Env.schema.secret(),
  DATA_DIR: Env.schema.string(),
  DATABASE_URL: Env.schema.string(),
  DATABASE_POOL: Env.schema.number.optional(),
  ADMIN_USERNAME: Env.schema.string.optional(),
  ADMIN_EMAIL: Env.schema.string.optional(),
  ADMIN_PASSWORD: Env.schema.string.optional(),
  SMTP_URL: Env.schema.string.optional(),
  MAIL_FROM: Env.schema.string.optional(),
  IMAP_URL: Env.schema.string.optional(),
  MAIL_REPLY_TO: Env.schema.string.optional(),
  TELEGRAM_BOT_TOKEN: Env.schema.string.optional(),
  TELEGRAM_GROUP_CHAT_ID: Env.schema.string.optional(),
  TELEGRAM_MODE: Env.schema.enum.optional(['polling', 'webhook'] as const),
  TELEGRAM_API_ROOT: Env.schema.string.optional(),
  TAWK_PROPERTY_ID: Env.schema.string.optional(),
  TAWK_WIDGET_ID: Env.schema.string.optional(),
  DRIVE_DISK: Env.schema.enum.optional(['fs'] as const),
  TRUST_PROXY: Env.schema.string.optional(),
  ORGANISATION: Env.schema.string.optional(),
  TIME_ZONE: Env.schema.string(),
  LOG_LEVEL: Env.schema.string(),
  COUNTERSIGN_INLINE_WORKER: Env.schema.string.optional(),
})
