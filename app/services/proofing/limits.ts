/** Pins of one deliverable, checked off or not: their numbers are never given again. */
export const MOST_PINS = 500

/** Answers to one pin. */
export const MOST_ANSWERS = 200

/** Decisions on one deliverable, and as much advice of guests; all of them stand on its page. */
export const MOST_DECISIONS = 500

/** Characters of a pin, an answer or the note of a decision. */
export const LONGEST_SAID = 2000

/** Places of a free line; the client leaves out what the eye does not miss. */
export const MOST_PLACES = 200

/** Where nobody knows how many pages or how long. */
export const MOST_PAGES = 9999
export const LONGEST_MS = 24 * 3_600_000

/** Answers of one pin that stand on the page at once; the rest where that pin is asked for. */
export const ANSWERS_SHOWN = 20
