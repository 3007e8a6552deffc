/** What an error of the mail transport means for the message. */
export type Failure = 'unreachable' | 'refused' | 'refused_for_good'

/**
 * Tells trouble with the server (nothing about this message: no connection, no sign-in, closing down) from a refusal of
 * this message, for now (4xx) or for good (5xx). Codes as nodemailer documents them (nodemailer.com/errors).
 */
export function judgeFailure(error: unknown): Failure {
  const { code, responseCode, command } = error as {
    code?: string
    responseCode?: number
    command?: string
  }
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') {
    return responseCode === undefined || code === 'EAUTH' || isGreeting(command)
      ? 'unreachable'
      : byCode(responseCode)
  }
  return byCode(responseCode)
}

function byCode(responseCode: number | undefined): Failure {
  if (responseCode === 421) return 'unreachable'
  return responseCode && responseCode >= 500 ? 'refused_for_good' : 'refused'
}

function isGreeting(command: string | undefined): boolean {
  return command === 'CONN' || command === 'EHLO' || command === 'HELO' || command === 'STARTTLS'
}

/** The error as the list of deliveries shows it: one line, no secrets (an address with a password has an @). */
export function failureText(error: unknown): string {
  const { message, response, severity } = error as Error & Record<string, string | undefined>
  // Of the database's words those after the statement, which would fill the line.
  const said = severity ? message?.split(' - ').pop() : message
  return (response || said || String(error))
    .replace(/\s+/g, ' ')
    .replace(/\b\w+:\/\/\S+@\S+/g, '…')
    .slice(0, 300)
}
