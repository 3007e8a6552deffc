import { readFileSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'

/**
 * Where files lie: the variables of DRIVE_DISK and its buckets, as bin/variables.js has the others.
 *
 * @type {Record<string, import('./variables.js').Check>}
 */
export const STORAGE_VARIABLES = {
  DRIVE_DISK: (text) =>
    ['fs', 's3', 'gcs'].includes(text)
      ? { value: text }
      : {
          problem: `is "${text}": give fs (below DATA_DIR), s3 (any store that speaks S3) or gcs (Google Cloud Storage).`,
        },
  DRIVE_PREFIX: (text) => {
    const folder = text.replace(/^\/+|\/+$/g, '')
    return /^[\w-]{1,60}(\/[\w-]{1,60}){0,4}$/.test(folder)
      ? { value: folder }
      : {
          problem: `is "${text}": give a folder of the bucket such as desk or desks/berlin, of letters, digits, hyphens and underscores.`,
        }
  },
  DRIVE_SIGNED_URLS: onOrOff,
  S3_BUCKET: checkBucket,
  S3_REGION: (text) =>
    /^[a-z0-9-]{1,40}$/i.test(text)
      ? { value: text }
      : { problem: `is "${text}": give the name of the region, such as eu-central-1.` },
  S3_ENDPOINT: checkOrigin('https://s3.example.com'),
  S3_PUBLIC_ENDPOINT: checkOrigin('https://files.example.com'),
  S3_ACCESS_KEY_ID: checkSecret,
  S3_SECRET_ACCESS_KEY: checkSecret,
  S3_PATH_STYLE: onOrOff,
  GCS_BUCKET: checkBucket,
  GCS_KEY_FILE: checkKeyFile,
  GCS_ENDPOINT: checkOrigin('https://storage.googleapis.com'),
}

/**
 * @param {Record<string, string>} values what is set and good
 * @returns {Record<string, string>}
 */
export function storageDefaults(values) {
  return {
    DRIVE_DISK: 'fs',
    DRIVE_SIGNED_URLS: 'off',
    S3_REGION: 'us-east-1',
    S3_PATH_STYLE: values.S3_ENDPOINT ? 'on' : 'off',
  }
}

/**
 * @param {Record<string, string>} values what is set and good
 * @param {(name: string) => boolean} isGiven
 * @returns {string[]} a sentence for each set of values that cannot go together
 */
export function storageContradictions(values, isGiven) {
  const problems = []
  const disk = values.DRIVE_DISK ?? 'fs'
  const isSigned = values.DRIVE_SIGNED_URLS === 'on'
  if (disk === 's3' && !isGiven('S3_BUCKET')) {
    problems.push('S3_BUCKET is missing: DRIVE_DISK=s3 needs the name of the bucket.')
  }
  if (disk === 's3' && !isGiven('S3_REGION') && !isGiven('S3_ENDPOINT')) {
    problems.push(
      "S3_REGION is missing: give the region of Amazon's bucket, or S3_ENDPOINT for another store."
    )
  }
  if (isGiven('S3_ACCESS_KEY_ID') !== isGiven('S3_SECRET_ACCESS_KEY')) {
    problems.push(
      'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together: give both, or neither where the machine has a role.'
    )
  }
  if (disk === 'gcs' && !isGiven('GCS_BUCKET')) {
    problems.push('GCS_BUCKET is missing: DRIVE_DISK=gcs needs the name of the bucket.')
  }
  if (isSigned && disk === 'fs') {
    problems.push('DRIVE_SIGNED_URLS is "on", which needs DRIVE_DISK=s3 or gcs: leave it out.')
  }
  if (isSigned && disk === 'gcs' && !isGiven('GCS_KEY_FILE')) {
    problems.push(
      'DRIVE_SIGNED_URLS is "on", which needs GCS_KEY_FILE: a service account\'s key signs.'
    )
  }
  const seen = values.S3_PUBLIC_ENDPOINT ?? values.S3_ENDPOINT
  if (isSigned && disk === 's3' && seen?.startsWith('http:') && isSecure(values)) {
    problems.push(
      'DRIVE_SIGNED_URLS is "on", but pages of an https desk load nothing from http: give S3_PUBLIC_ENDPOINT with https.'
    )
  }
  if (isSigned && disk === 'gcs' && values.GCS_ENDPOINT?.startsWith('http:') && isSecure(values)) {
    problems.push(
      'DRIVE_SIGNED_URLS is "on", but pages of an https desk load nothing from http: give GCS_ENDPOINT with https.'
    )
  }
  return problems
}

/** @param {Record<string, string>} values */
function isSecure(values) {
  return Boolean(values.APP_URL?.startsWith('https:'))
}

/** @type {import('./variables.js').Check} */
function onOrOff(text) {
  return ['on', 'off'].includes(text)
    ? { value: text }
    : { problem: `is "${text}": give on or off.` }
}

/** @type {import('./variables.js').Check} */
function checkBucket(text) {
  return /^[a-z0-9][\w.-]{1,220}[a-z0-9]$/i.test(text)
    ? { value: text }
    : {
        problem: `is "${text}": give the name of the bucket alone, of letters, digits, dots and hyphens.`,
      }
}

/** @param {string} example @returns {import('./variables.js').Check} */
function checkOrigin(example) {
  return (text) => {
    const url = URL.parse(text)
    const isPlain = url && !url.username && !url.search && !url.hash && url.pathname === '/'
    if (isPlain && ['http:', 'https:'].includes(url.protocol)) return { value: url.origin }
    return {
      problem: `is not understood: give an address without a path, such as ${example}; the bucket has a variable of its own.`,
    }
  }
}

/** @type {import('./variables.js').Check} */
function checkSecret(text) {
  return /^[\x21-\x7e]{1,512}$/.test(text)
    ? { value: text }
    : { problem: 'is not understood: give it as the store shows it, without spaces.' }
}

/** @type {import('./variables.js').Check} */
function checkKeyFile(text, { root }) {
  const path = isAbsolute(text) ? text : resolve(root, text)
  try {
    const key = JSON.parse(readFileSync(path, 'utf8'))
    if (key.client_email && key.private_key) return { value: path }
    return { problem: `is ${path}, which is no key of a service account.` }
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : `cannot be read (${error.code})`
    return { problem: `is ${path}, which ${why}: give the key file of a service account.` }
  }
}
