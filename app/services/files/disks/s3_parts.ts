import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3'
import type { S3Clients } from '#services/files/disks/s3_clients'

/**
 * Uploads a large file in parts, each of which is sent again when it fails: whole, or not at all.
 * @param pieces of 5 MB at least, but for the last
 */
export async function putParts(
  { asking, sending }: S3Clients,
  target: { Bucket: string; Key: string },
  pieces: AsyncIterable<Buffer>
): Promise<void> {
  const { UploadId } = await asking.send(new CreateMultipartUploadCommand(target))
  const upload = { ...target, UploadId }
  const parts: CompletedPart[] = []
  try {
    for await (const Body of pieces) {
      const PartNumber = parts.length + 1
      const { ETag } = await sending.send(new UploadPartCommand({ ...upload, PartNumber, Body }))
      parts.push({ PartNumber, ETag })
    }
    const whole = { ...upload, MultipartUpload: { Parts: parts } }
    await asking.send(new CompleteMultipartUploadCommand(whole))
  } catch (error) {
    await asking.send(new AbortMultipartUploadCommand(upload)).catch(() => {})
    throw error
  }
}

/** Removes what uploads left in the store that broke off before then. */
export async function forgetParts(
  { asking }: S3Clients,
  { bucket: Bucket, prefix: Prefix }: { bucket: string; prefix: string },
  before: Date
): Promise<void> {
  const { Uploads: uploads = [] } = await asking.send(
    new ListMultipartUploadsCommand({ Bucket, Prefix })
  )
  for (const { Key, UploadId, Initiated } of uploads) {
    if (!Initiated || Initiated >= before) continue
    await asking.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
  }
}
