import { verify } from 'node:crypto'
import { appUrl } from '#config/app'
import { canonicalJson } from '#services/certificates/canonical_json'
import { KIND, type Certificate } from '#services/certificates/certificate'
import { findCertificateKey } from '#services/certificates/find_certificate_key'
import { namesTwice } from '#services/certificates/names_twice'
import { ALGORITHM, OVER, type SignedCertificate } from '#services/certificates/sign_certificate'

/**
 * What a certificate that somebody brings is worth:
 * `unreadable`: no certificate at all; `other_desk`: signed by a key this desk never had, and it names another desk;
 * `unknown_key`: the same, in this desk's name; `altered`: not what the key signed; `retired`: signed at a time when the desk
 * had another key already.
 */
export type Verdict =
  | { verdict: 'genuine'; certificate: Certificate }
  | { verdict: 'other_desk'; url: string }
  | { verdict: 'unreadable' | 'unknown_key' | 'altered' | 'retired' }

const FIELDS = ['algorithm', 'keyId', 'over', 'publicKey', 'value']

/** Judges the text of a certificate. Order of keys, white space and the form of accents do not matter; every value does. */
export async function verifyCertificate(text: string): Promise<Verdict> {
  const signed = read(text)
  if (!signed) return { verdict: 'unreadable' }
  const { certificate, signature } = signed
  const known = await findCertificateKey(signature.keyId)
  if (!known) {
    const { url } = certificate.desk
    return url === appUrl ? { verdict: 'unknown_key' } : { verdict: 'other_desk', url }
  }
  const isWhole =
    !namesTwice(text) &&
    Object.keys(signature).sort().join() === FIELDS.join() &&
    Object.keys(signed).length === 2 &&
    signature.algorithm === ALGORITHM &&
    signature.over === OVER &&
    signature.publicKey === known.publicKey
  const bytes = Buffer.from(signature.value, 'base64')
  const isSame = bytes.toString('base64') === signature.value
  if (!isWhole || !isSame || !fits(certificate, bytes, known.key)) return { verdict: 'altered' }
  const isRetired = known.retiredAt && new Date(certificate.issued.at) > known.retiredAt
  return isRetired ? { verdict: 'retired' } : { verdict: 'genuine', certificate }
}

function fits(
  certificate: Certificate,
  signature: Buffer,
  key: Parameters<typeof verify>[2]
): boolean {
  try {
    return verify(null, Buffer.from(canonicalJson(certificate)), key, signature)
  } catch {
    return false
  }
}

/** As much of the form as is needed to ask whose it is; what it holds is judged by its signature. */
function read(text: string): SignedCertificate | null {
  let signed: any
  try {
    signed = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
  const { certificate, signature } = Object(signed)
  const isOne =
    certificate?.kind === KIND &&
    typeof certificate.desk?.url === 'string' &&
    typeof signature?.keyId === 'string' &&
    typeof signature?.value === 'string'
  return isOne ? signed : null
}
