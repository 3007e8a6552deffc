import { GuestReviewSchema } from '#database/schema'

/** A link with which people without an account look at chosen deliverables of one ticket. */
export default class GuestReview extends GuestReviewSchema {}
