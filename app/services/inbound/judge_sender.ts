import type { MailHead } from '#services/inbound/read_head'

interface Verdict {
  method: string
  result: string
  domain: string
}

/** A stranger chooses what stands in quotes (the name before the @ of his envelope): it is no verdict. */
const QUOTED = /"(?:[^"\\]|\\.){0,500}"/g

/**
 * Whether our own mail server found that the sender is not who he says (RFC 8601). Only its verdicts count: those with the
 * name that stands in the topmost Authentication-Results. A pass counts for the domain of From alone, since anybody can
 * pass for his own. Without such a header nothing is known, and nothing is held against a mail.
 * @param from the address of From, in lower case
 */
export function isForgedSender(head: MailHead, from: string): boolean {
  const results = head.all('authentication-results').map(readResults)
  const ours = results.filter(({ server }) => server === results[0].server)
  const verdicts = ours.flatMap((one) => one.verdicts)
  const failed = (method: string) =>
    verdicts.some((one) => one.method === method && /^(fail|hardfail)$/.test(one.result))
  const domain = from.slice(from.lastIndexOf('@') + 1)
  if (failed('dmarc') || verdicts.some((one) => isAboutAnother(one, domain))) return true
  if (!failed('spf') && !failed('dkim')) return false
  return !verdicts.some((one) => one.result === 'pass' && isRelated(one.domain, domain))
}

/** The server judged another From than the one that is read here: a mail may be written so that two readers disagree. */
function isAboutAnother({ method, domain }: Verdict, from: string): boolean {
  return method === 'dmarc' && domain !== '' && !isRelated(domain, from)
}

function readResults(header: string): { server: string; verdicts: Verdict[] } {
  const plain = header
    .replace(QUOTED, (text) => text.replace(/[;=()\s\\]/g, ''))
    .replace(/\([^()]{0,500}\)/g, ' ')
  const [server, ...parts] = plain.split(';')
  return {
    server: server.trim().split(/\s/)[0].toLowerCase(),
    verdicts: parts.slice(0, 40).flatMap((part) => {
      const match = /^\s*(spf|dkim|dmarc)\s*=\s*(\w+)/i.exec(part)
      if (!match) return []
      const named =
        /\b(?:smtp\.mailfrom|header\.d|header\.i|header\.from)\s*=\s*"?([^\s";]{1,320})/i.exec(part)
      const domain = (named?.[1] ?? '').toLowerCase()
      return [
        {
          method: match[1].toLowerCase(),
          result: match[2].toLowerCase(),
          domain: domain.slice(domain.lastIndexOf('@') + 1),
        },
      ]
    }),
  }
}

/** The same domain, or one below the other (relaxed alignment, RFC 7489, 3.1). */
function isRelated(one: string, other: string): boolean {
  if (!one.includes('.') || !other.includes('.')) return one !== '' && one === other
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)
}
