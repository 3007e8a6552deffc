/*
 * `node ace <command>` on any Node ≥ 20: with the configuration and, for commands that need it, the embedded database.
 */
import { ensureNode } from './bin/runtime.js'

await ensureNode()
await import('./bin/ace.js')
