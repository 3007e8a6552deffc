import env from '#start/env'
import { join } from 'node:path'
import { defineConfig, services } from '@adonisjs/drive'

/** Files are served by an authorised controller alone: the driver's own route stays off. */
const driveConfig = defineConfig({
  default: env.get('DRIVE_DISK', 'fs'),
  services: {
    fs: services.fs({
      location: join(env.get('DATA_DIR'), 'files'),
      serveFiles: false,
      visibility: 'private',
    }),
  },
})

export default driveConfig

declare module '@adonisjs/drive/types' {
  export interface DriveDisks extends InferDriveDisks<typeof driveConfig> {}
}
