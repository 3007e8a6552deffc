import { indexEntities } from '@adonisjs/core'
import { defineConfig } from '@adonisjs/core/app'

export default defineConfig({
  experimental: {},
  commands: [() => import('@adonisjs/core/commands'), () => import('@adonisjs/lucid/commands')],
  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    {
      file: () => import('@adonisjs/core/providers/repl_provider'),
      environment: ['repl'],
    },
    () => import('@adonisjs/core/providers/vinejs_provider'),
    () => import('@adonisjs/core/providers/edge_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('@adonisjs/shield/shield_provider'),
    () => import('@adonisjs/lucid/database_provider'),
    () => import('@adonisjs/auth/auth_provider'),
    () => import('@adonisjs/i18n/i18n_provider'),
    () => import('@adonisjs/drive/drive_provider'),
    () => import('@adonisjs/limiter/limiter_provider'),
    () => import('#providers/observing_provider'),
    () => import('#providers/assets_provider'),
    () => import('#providers/charts_provider'),
    () => import('#providers/worker_provider'),
    () => import('#providers/live_provider'),
    () => import('#providers/warm_provider'),
  ],
  preloads: [
    () => import('#start/routes'),
    () => import('#start/kernel'),
    () => import('#start/validator'),
  ],
  tests: {
    suites: [
      { name: 'unit', files: ['tests/unit/**/*.spec.ts'], timeout: 10_000 },
      {
        name: 'functional',
        files: ['tests/functional/**/*.spec.ts', 'tests/security/**/*.spec.ts'],
        timeout: 30_000,
      },
      { name: 'browser', files: ['tests/browser/**/*.spec.ts'], timeout: 60_000 },
      { name: 'faults', files: ['tests/faults/**/*.spec.ts'], timeout: 90_000 },
      { name: 'long', files: ['tests/long/**/*.spec.ts'], timeout: 900_000 },
    ],
    forceExit: true,
  },
  metaFiles: [
    { pattern: 'resources/**', reloadServer: false },
    { pattern: 'public/**', reloadServer: false },
    { pattern: 'bin/*.js', reloadServer: false },
  ],
  hooks: { init: [indexEntities()] },
})
