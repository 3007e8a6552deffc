import type { BrowserContext, Page } from 'playwright-core'

/** A page in a browser of its own; `problems` belongs to whoever sits in front of it. */
export interface Pane {
  /** What cannot be changed once it is open. */
  kind: string
  page: Page
  context: BrowserContext
  problems: string[]
}

/** Of each kind; more would only take memory. */
const MOST_IDLE = 3

/** Answered without scripts, a session or a query; what was open ends there. */
const NOWHERE = '/health/live'

const HEARD = ['dialog', 'download', 'popup', 'request', 'requestfailed', 'requestfinished', 'response'] as const // prettier-ignore

const idle: Pane[] = []

/** A window of this kind that somebody left, if there is one. */
export function takeIdle(kind: string): Pane | null {
  const at = idle.findIndex((pane) => pane.kind === kind)
  return at === -1 ? null : idle.splice(at, 1)[0]
}

/**
 * Keeps a window for the next person: nothing is left in it but the files that never change, which a new one would fetch
 * and compile again. One that cannot be cleared is closed.
 */
export async function leaveIdle(pane: Pane): Promise<void> {
  const isEnough = idle.filter(({ kind }) => kind === pane.kind).length >= MOST_IDLE
  const isClear = !isEnough && (await clear(pane).catch(() => false))
  if (isClear) idle.push(pane)
  else await pane.context.close()
}

/** The browser ended, and they with it. */
export function forgetIdle(): void {
  idle.length = 0
}

async function clear({ page, context }: Pane): Promise<boolean> {
  for (const event of HEARD) page.removeAllListeners(event)
  for (const other of context.pages()) if (other !== page) await other.close()
  await Promise.all([page.unrouteAll(), context.unrouteAll()])
  await page.goto(NOWHERE)
  await page.mouse.move(-9, -9)
  await page.evaluate(`sessionStorage.clear(); name = ''`)
  await context.clearCookies()
  // As long as it lasts, no page keeps what Playwright emulates.
  const session = await context.newCDPSession(page)
  const origin = new URL(page.url()).origin
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  await session.send('Page.resetNavigationHistory')
  await session.detach()
  return true
}
