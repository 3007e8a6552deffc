/** Days a link lasts: unless said otherwise, and at most. */
export const USUAL_DAYS = 14
export const MOST_DAYS = 60
/** Links of one ticket that are open at the same time. */
export const MOST_LINKS = 20
/** Browsers that may give a name at one link, and what all of them may write to the desk through it. */
export const MOST_GUESTS = 50
export const MOST_MESSAGES = 500
/** Pins of all guests on one deliverable: numbers are never given again, and the desk keeps its half of them. */
export const MOST_GUEST_PINS = 250
/** Characters. */
export const LONGEST_LABEL = 80
export const LONGEST_NAME = 60
export const LONGEST_MESSAGE = 4_000
