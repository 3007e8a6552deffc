/** Defaults of the upload limits (reliability: rule 10); settings may change them. */
export const MOST_FILES = 20
export const MOST_BYTES = 50 * 1024 * 1024
