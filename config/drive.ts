import { join } from 'node:path'
import { defineConfig } from '@adonisjs/drive'
import { LocalDisk } from '#services/files/disks/local_disk'
import { gcsOptions, originOfGcs, originOfS3, s3Options } from '#services/files/disks/places'
import { RemoteDisk } from '#services/files/disks/remote_disk'
import env from '#start/env'

const disk = env.get('DRIVE_DISK', 'fs')
const prefix = env.get('DRIVE_PREFIX') ? `${env.get('DRIVE_PREFIX')}/` : ''
const givesSignedUrls = env.get('DRIVE_SIGNED_URLS') === 'on'

const s3Place = {
  bucket: env.get('S3_BUCKET', ''),
  region: env.get('S3_REGION', 'us-east-1'),
  endpoint: env.get('S3_ENDPOINT'),
  publicEndpoint: env.get('S3_PUBLIC_ENDPOINT'),
  pathStyle: env.get('S3_PATH_STYLE') === 'on',
  credentials: env.get('S3_ACCESS_KEY_ID')
    ? {
        accessKeyId: env.get('S3_ACCESS_KEY_ID')!,
        secretAccessKey: env.get('S3_SECRET_ACCESS_KEY')!.release(),
      }
    : undefined,
}

const gcsPlace = {
  bucket: env.get('GCS_BUCKET', ''),
  keyFile: env.get('GCS_KEY_FILE'),
  endpoint: env.get('GCS_ENDPOINT'),
}

/**
 * Files are served by an authorised controller alone, or by addresses that it signs: Drive's own route stays off. A disk
 * comes to be when it is first used, its client when it is first asked.
 */
const driveConfig = defineConfig({
  default: disk,
  services: {
    fs: () => new LocalDisk(join(env.get('DATA_DIR'), 'files')),
    s3: () => new RemoteDisk(s3Options(s3Place, prefix, givesSignedUrls)),
    gcs: () => new RemoteDisk(gcsOptions(gcsPlace, prefix, givesSignedUrls)),
  },
})

export default driveConfig

/** Where pages may load files from besides the desk itself; null when the desk gives all of them out. */
export const filesOrigin =
  !givesSignedUrls || disk === 'fs'
    ? null
    : disk === 's3'
      ? originOfS3(s3Place)
      : originOfGcs(gcsPlace)

declare module '@adonisjs/drive/types' {
  export interface DriveDisks extends InferDriveDisks<typeof driveConfig> {}
}
