import { Invalid } from '#exceptions/refusals'
import { verifyCertificate, type Verdict } from '#services/certificates/verify_certificate'
import { shortOf } from '#services/certificates/short_form'
import { whatCameSince, type Since } from '#services/certificates/what_came_since'

/**
 * What a certificate that somebody brings is worth, and what became of its ticket since. The desk's rows are asked for a
 * genuine one alone: who changes the number in it learns nothing.
 * @throws Invalid 422 when it is no certificate
 */
export async function judgeCertificate(text: string): Promise<Verdict & { since: Since | null }> {
  const judged = await verifyCertificate(text)
  if (judged.verdict === 'unreadable') throw new Invalid('text', 'certificate.unreadable')
  if (judged.verdict !== 'genuine') return { ...judged, since: null }
  return { ...judged, since: await whatCameSince(shortOf(judged.certificate)) }
}
