/** As S3's client and Google's say that there is no such blob; a bucket that is missing is another matter. */
export function isMissing(error: any): boolean {
  const status = error?.$metadata?.httpStatusCode ?? error?.code
  return status === 404 && !/bucket/i.test(`${error.name} ${error.message}`)
}
