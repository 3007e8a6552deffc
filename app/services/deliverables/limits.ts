/** Things one ticket may deliver; its other files have a limit of their own (services/files/limits). */
export const MOST_DELIVERABLES = 200

/** Versions of one of them. */
export const MOST_VERSIONS = 100
