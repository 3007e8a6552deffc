/** The job that purges what lay in the trash too long, and removes the files of what was purged. */
export const TRASH_JOB = 'empty-trash'
