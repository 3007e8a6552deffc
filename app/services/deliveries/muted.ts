let isMuted = false

/** The state in which a new delivery is written: waiting, or dropped while the demo organisation is made. */
export function firstState(): 'waiting' | 'dropped' {
  return isMuted ? 'dropped' : 'waiting'
}

/** Runs work whose deliveries are kept in the list but never sent: the demo organisation writes its past. */
export async function withoutSending<Result>(work: () => Promise<Result>): Promise<Result> {
  isMuted = true
  try {
    return await work()
  } finally {
    isMuted = false
  }
}
