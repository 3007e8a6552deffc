import env from '#start/env'
import { defineConfig, targets } from '@adonisjs/core/logger'

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'countersign',
      level: env.get('LOG_LEVEL'),
      redact: { paths: ['password', '*.password', 'token', '*.token'], censor: '[hidden]' },
      transport: { targets: [targets.file({ destination: 1 })] },
    },
    /** Sign-ins and refused rights, told apart by its name. */
    security: {
      enabled: true,
      name: 'countersign.security',
      level: env.get('LOG_LEVEL'),
      transport: { targets: [targets.file({ destination: 1 })] },
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
