/** The queue of the job that checks again; apart, so that its job loads nothing but its name. */
export const RECHECK_JOB = 'recheck-files'
