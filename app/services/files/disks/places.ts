import { isIP } from 'node:net'
import type { RemoteDiskOptions } from '#services/files/disks/remote_disk'

/** Seconds that a signed address is good for. */
export const SIGNED_SECONDS = 60

export interface S3Place {
  bucket: string
  region: string
  /** Amazon's own without one. */
  endpoint?: string
  /** Where browsers reach it, when that is another address. */
  publicEndpoint?: string
  pathStyle: boolean
  /** Found as Amazon's tools find them (environment, role of the machine) without. */
  credentials?: { accessKeyId: string; secretAccessKey: string }
  /** For tests: milliseconds, how often it is asked, and the bytes of a part. */
  patience?: number
  attempts?: number
  part?: number
}

export interface GcsPlace {
  bucket: string
  /** A service account's; found as Google's tools find it without. */
  keyFile?: string
  /** Google's own without one. */
  endpoint?: string
  /** Milliseconds; for tests. */
  patience?: number
}

export function s3Options(
  place: S3Place,
  prefix: string,
  givesSignedUrls: boolean
): RemoteDiskOptions {
  const load = async () => {
    const { S3Store } = await import('#services/files/disks/s3_store')
    return new S3Store(place)
  }
  return { load, prefix, givesSignedUrls }
}

export function gcsOptions(
  place: GcsPlace,
  prefix: string,
  givesSignedUrls: boolean
): RemoteDiskOptions {
  const load = async () => {
    const { GcsStore } = await import('#services/files/disks/gcs_store')
    return new GcsStore(place)
  }
  return { load, prefix, givesSignedUrls }
}

/** The origin that signed addresses of a bucket lead to: what a page's policy has to allow. */
export function originOfS3({
  bucket,
  region,
  endpoint,
  publicEndpoint,
  pathStyle,
}: S3Place): string {
  const { protocol, host, hostname } = new URL(
    publicEndpoint ??
      endpoint ??
      `https://s3.${region}.amazonaws.com${/^cn-/.test(region) ? '.cn' : ''}`
  )
  // The client asks by path where no host can be called so: a certificate for *.host covers no bucket with a dot.
  const isNoHost = /[A-Z_]/.test(bucket) || (bucket.includes('.') && protocol === 'https:')
  const isByPath = pathStyle || isNoHost || isIP(hostname) > 0
  return `${protocol}//${isByPath ? '' : `${bucket}.`}${host}`
}

export function originOfGcs(place: GcsPlace): string {
  const google = 'storage.googleapis.com'
  return isByHost(place)
    ? `https://${place.bucket}.${google}`
    : (place.endpoint ?? `https://${google}`)
}

/** Google's certificate covers no bucket with a dot, and another endpoint is asked by path. */
export function isByHost({ bucket, endpoint }: GcsPlace): boolean {
  return !endpoint && !bucket.includes('.')
}
