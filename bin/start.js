/*
 * `npm start`, `npm run dev` (--watch) and `npm run serve` (--compiled). Only what runs on an old Node without
 * dependencies is imported here; the supervisor follows once Node is new enough.
 */
import { ensureNode } from './runtime.js'

await ensureNode()
await import('./supervisor.js')
