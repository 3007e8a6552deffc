import type { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { S3Driver } from '@adonisjs/drive/drivers/s3'
import type { SignedRead } from '#services/files/disks/blob_disk'
import type { BlobStore } from '#services/files/disks/blob_store'
import { cutIntoPieces } from '#services/files/disks/cut_into_pieces'
import { giveUpWaiting } from '#services/files/disks/give_up_waiting'
import { isMissing } from '#services/files/disks/is_missing'
import { SIGNED_SECONDS, type S3Place } from '#services/files/disks/places'

/** S3 wants 5 MB at least in every part but the last, and takes 10,000 parts. */
const PART = 5 * 1024 * 1024
/** Milliseconds without a byte after which a question is given up, and asked again twice. */
const PATIENCE = 5_000
/** A part may stand in buffers on its way along a thin line. */
const SENDING = 15_000
/** A reader may pause (a film): the connection behind it is kept for so long. */
const PAUSE = 120_000

/** A bucket of any store that speaks S3. */
export class S3Store extends S3Driver implements BlobStore {
  readonly #bucket: string
  readonly #client: S3Client
  readonly #sender: S3Client
  readonly #reader: S3Client
  readonly #signer: S3Client

  constructor(readonly place: S3Place) {
    const patience = place.patience ?? PATIENCE
    const client = connect(place, place.endpoint, patience)
    super({ client, bucket: place.bucket, visibility: 'private', supportsACL: false })
    this.#bucket = place.bucket
    this.#client = client
    this.#sender = connect(place, place.endpoint, place.patience ?? SENDING)
    this.#reader = connect(place, place.endpoint, PAUSE, patience)
    this.#signer = connect(place, place.publicEndpoint ?? place.endpoint, patience)
  }

  async sizeOf(key: string): Promise<number | null> {
    try {
      const command = new HeadObjectCommand({ Bucket: this.#bucket, Key: key })
      const { ContentLength } = await this.#client.send(command)
      return ContentLength ?? null
    } catch (error) {
      if (!isMissing(error)) throw error
    }
    await this.#refuseWithoutBucket(key)
    return null
  }

  async readRange(key: string, start: number, end: number): Promise<Readable> {
    const command = new GetObjectCommand({
      Bucket: this.#bucket,
      Key: key,
      Range: `bytes=${start}-${end}`,
    })
    return this.#open(command)
  }

  async getStream(key: string): Promise<Readable> {
    return this.#open(new GetObjectCommand({ Bucket: this.#bucket, Key: key }))
  }

  /** Small files in one go; large ones in parts, each of which is sent again when it fails. */
  async putStream(key: string, contents: Readable, { contentLength = Infinity } = {}) {
    const part = this.place.part ?? PART
    const isSmall = contentLength <= part
    // One byte more than it has: the piece is known to be the last before the end of the stream is.
    const pieces = cutIntoPieces(contents, isSmall ? contentLength + 1 : part)
    if (!isSmall) return this.#putParts(key, pieces)
    for await (const piece of pieces) await this.put(key, piece)
  }

  async signRead(key: string, { type, disposition }: SignedRead): Promise<string> {
    const command = new GetObjectCommand({
      Bucket: this.#bucket,
      Key: key,
      ResponseContentType: type,
      ResponseContentDisposition: disposition,
      ResponseCacheControl: 'private, no-store',
    })
    return getSignedUrl(this.#signer, command, { expiresIn: SIGNED_SECONDS })
  }

  async list(prefix: string, token?: string) {
    const { Contents: found = [], NextContinuationToken: next } = await this.#client.send(
      new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: prefix, ContinuationToken: token })
    )
    const blobs = found.map(({ Key, Size, LastModified, ETag }) => ({
      key: Key!,
      bytes: Size ?? 0,
      at: LastModified!,
      etag: ETag ?? '',
    }))
    return { blobs, next }
  }

  async forgetBroken(prefix: string, before: Date): Promise<void> {
    const { Uploads: uploads = [] } = await this.#client.send(
      new ListMultipartUploadsCommand({ Bucket: this.#bucket, Prefix: prefix })
    )
    for (const { Key, UploadId, Initiated } of uploads) {
      if (Initiated && Initiated < before) await this.#abort(Key!, UploadId!)
    }
  }

  /** The question for a size has an answer without words: that of a bucket which is not there looks the same. */
  async #refuseWithoutBucket(key: string) {
    try {
      const found = await this.readRange(key, 0, 0)
      found.destroy()
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }

  /** The client's own patience with a body would count the pauses of its reader as well. */
  async #open(command: GetObjectCommand): Promise<Readable> {
    const { Body } = await this.#reader.send(command)
    return giveUpWaiting(Body as Readable, this.place.patience ?? PATIENCE)
  }

  async #putParts(key: string, pieces: AsyncIterable<Buffer>) {
    const target = { Bucket: this.#bucket, Key: key }
    const { UploadId } = await this.#client.send(new CreateMultipartUploadCommand(target))
    const parts: CompletedPart[] = []
    try {
      for await (const Body of pieces) {
        const PartNumber = parts.length + 1
        const part = new UploadPartCommand({ ...target, UploadId, PartNumber, Body })
        const { ETag } = await this.#sender.send(part)
        parts.push({ PartNumber, ETag })
      }
      const whole = { ...target, UploadId, MultipartUpload: { Parts: parts } }
      await this.#client.send(new CompleteMultipartUploadCommand(whole))
    } catch (error) {
      await this.#abort(key, UploadId!).catch(() => {})
      throw error
    }
  }

  async #abort(key: string, upload: string) {
    const command = { Bucket: this.#bucket, Key: key, UploadId: upload }
    await this.#client.send(new AbortMultipartUploadCommand(command))
  }
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
