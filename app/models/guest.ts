import { GuestSchema } from '#database/schema'

/** Somebody without an account who came by a link and gave a name: one browser, one link. */
export default class Guest extends GuestSchema {}
