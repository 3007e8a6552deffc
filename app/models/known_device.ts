import { KnownDeviceSchema } from '#database/schema'

/** A browser that signed in to an account before; the cookie carries a token of which only the SHA-256 stands here. */
export default class KnownDevice extends KnownDeviceSchema {}
