import { sign } from 'node:crypto'
import { canonicalJson, inNfc } from '#services/certificates/canonical_json'
import { certificateKey, type CertificateKey } from '#services/certificates/certificate_key'
import type { Certificate } from '#services/certificates/certificate'

export const ALGORITHM = 'Ed25519'
export const OVER =
  'the UTF-8 bytes of the value of "certificate" in canonical form: RFC 8785, every text in Unicode NFC'

/** A certificate as it leaves the desk. */
export interface SignedCertificate {
  certificate: Certificate
  signature: {
    algorithm: string
    over: string
    keyId: string
    /** SPKI in DER, base64. */
    publicKey: string
    /** 64 bytes, base64. */
    value: string
  }
}

/** Signs what a certificate says; whatever is changed in it afterwards, the signature fits no more. */
export function signCertificate(
  said: Certificate,
  key: CertificateKey = certificateKey()
): SignedCertificate {
  const certificate = inNfc(said)
  const value = sign(null, Buffer.from(canonicalJson(certificate)), key.privateKey)
  return {
    certificate,
    signature: {
      algorithm: ALGORITHM,
      over: OVER,
      keyId: key.id,
      publicKey: key.publicKey,
      value: value.toString('base64'),
    },
  }
}
