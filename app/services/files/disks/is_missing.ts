/**
 * As S3's client and Google's say that there is no such blob; a bucket that is missing is another matter. Google names the
 * bucket also where a blob is missing, and many are called so.
 */
export function isMissing(error: any): boolean {
  const status = error?.$metadata?.httpStatusCode ?? error?.code
  return status === 404 && !/NoSuchBucket|specified bucket/i.test(`${error.name} ${error.message}`)
}
