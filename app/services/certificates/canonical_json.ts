/**
 * The canonical form of a JSON value: RFC 8785 (keys in the order of their UTF-16 code units, no white space, numbers as
 * ECMAScript writes them), with every text in Unicode NFC first, because editors and mail programs change that unasked.
 * @throws TypeError for what JSON does not know, for a text that is no Unicode and for keys that NFC makes the same
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return textOf(value)
  if (value === null || typeof value === 'boolean') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === undefined) throw new TypeError('no JSON value')
  const pairs = Object.entries(value).map(([key, inner]) => [key.normalize('NFC'), inner] as const)
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new TypeError('twice a key')
  return `{${pairs
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => `${textOf(key)}:${canonicalJson(inner)}`)
    .join(',')}}`
}

/** The same value, in its own order, with every text in NFC: what is issued, so that RFC 8785 alone checks it elsewhere. */
export function inNfc<Value>(value: Value): Value {
  const reviver = (_: string, one: unknown) =>
    typeof one === 'string' ? one.normalize('NFC') : one
  return JSON.parse(JSON.stringify(value), reviver) as Value
}

function textOf(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('no Unicode')
  return JSON.stringify(text.normalize('NFC'))
}
