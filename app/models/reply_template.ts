import { ReplyTemplateSchema } from '#database/schema'

/** A reply that is written once: of one person, or of everybody who works for a department. */
export default class ReplyTemplate extends ReplyTemplateSchema {}
