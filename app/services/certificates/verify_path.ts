/** Where everybody may have a certificate checked. */
export const VERIFY_PATH = '/certificates/verify'
