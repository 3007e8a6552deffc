import { S3Client } from '@aws-sdk/client-s3'
import type { S3Place } from '#services/files/disks/places'

/** Milliseconds without a byte after which a question is given up, and asked again twice. */
const PATIENCE = 5_000
/** A part may stand in buffers on its way along a thin line. */
const SENDING = 15_000
/** A reader may pause (a film): the connection behind it is kept for so long. */
const PAUSE = 120_000

/** The same store, with as much patience as each use of it needs. */
export interface S3Clients {
  asking: S3Client
  sending: S3Client
  reading: S3Client
  /** Reaches nothing: it signs addresses for browsers. */
  signing: S3Client
}

/** Connects to a place; nothing is asked yet. */
export function connectAll(place: S3Place): S3Clients {
  const { endpoint, publicEndpoint = endpoint } = place
  const patience = patienceOf(place)
  return {
    asking: connect(place, endpoint, patience),
    sending: connect(place, endpoint, place.patience ?? SENDING),
    reading: connect(place, endpoint, PAUSE, patience),
    signing: connect(place, publicEndpoint, patience),
  }
}

/** Milliseconds without a byte after which a question is given up. */
export function patienceOf({ patience = PATIENCE }: S3Place): number {
  return patience
}

function connect(
  { region, pathStyle, credentials, attempts = 3 }: S3Place,
  endpoint: string | undefined,
  idle: number,
  first?: number
): S3Client {
  return new S3Client({
    region,
    endpoint,
    forcePathStyle: pathStyle,
    credentials,
    maxAttempts: attempts,
    // Stores other than Amazon's know neither these sums nor the encoding that brings them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: 1_900,
      socketTimeout: idle,
      requestTimeout: first,
      throwOnRequestTimeout: first !== undefined,
      httpAgent: { maxSockets: 256 },
      httpsAgent: { maxSockets: 256 },
    },
  })
}
