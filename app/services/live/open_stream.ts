import type { HttpContext } from '@adonisjs/core/http'
import { Overloaded } from '#exceptions/overloaded'
import { Refusal } from '#exceptions/refusals'
import { hub } from '#services/live/hub'
import type { LiveStream } from '#services/live/live_stream'
import { viewerKey } from '#services/viewing/viewer_key'
import { MOST_A_PERSON, MOST_A_PROCESS, MOST_A_SESSION } from '#services/live/streams'

/** How often the system asks a silent client whether it is still there, in milliseconds. */
const PROBE = 30_000

/**
 * Turns this request into a live stream of its session. It stays open after the request has been handled, so it takes no
 * place in the lanes of the desk.
 * @throws Refusal 429 when the session or its person has too many, Overloaded 503 when this process has or ends
 */
export function openStream(ctx: HttpContext): void {
  const { auth, request, response } = ctx
  const viewer = { userId: auth.getUserOrFail().id, sessionId: auth.use('web').sessionId! }
  if (hub.isOver || hub.streams.size >= MOST_A_PROCESS) throw new Overloaded()
  if (hasTooMany(viewer)) throw new Refusal('live.too_many', {}, 429)
  const out = response.response
  // Whoever left while he was looked up would never be noticed to leave.
  if (out.destroyed || out.closed || request.request.socket.destroyed) return
  response.header('content-type', 'text/event-stream; charset=utf-8')
  response.header('cache-control', 'no-store, no-transform')
  // Proxies that gather answers before they pass them on are asked not to (nginx).
  response.header('x-accel-buffering', 'no')
  response.writeHead(200)
  if (request.method() === 'HEAD') return void out.end()
  request.request.socket.setKeepAlive(true, PROBE)
  const stream = hub.open(viewer, out, cursorOf(request))
  // The page was made before this session began, or ceased, to show the desk as somebody else.
  if ((request.qs().viewer ?? viewerKey(ctx)) !== viewerKey(ctx)) stream.end('changed')
}

function hasTooMany(viewer: LiveStream['viewer']): boolean {
  const ofPerson = hub.streams.byUser.get(viewer.userId)?.size ?? 0
  return ofPerson >= MOST_A_PERSON || hub.streams.countOf(viewer) >= MOST_A_SESSION
}

/** Where this browser has got to: what its last stream said, else what its page said. */
function cursorOf(request: HttpContext['request']): number | null {
  const given = request.header('last-event-id') ?? request.qs().since
  if (given === undefined) return null
  return /^\d{1,15}$/.test(String(given)) ? Number(given) : 0
}
