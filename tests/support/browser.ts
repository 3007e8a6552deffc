import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type Page,
  type ConsoleMessage,
} from 'playwright-core'
import { SESSION_COOKIE } from '#services/accounts/session_guard'
import type User from '#models/user'
import { forgetIdle, leaveIdle, takeIdle, type Pane } from '#tests/support/idle_windows'
import { openSessionFor } from '#tests/support/sessions'
import { baseUrl } from '#tests/support/visitor'

/** Parts of Chromium around the page: each window would start two pages for suggestions in its address bar, and a spare one. */
const UNSEEN = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess']

/** What Playwright switches off; Chromium heeds the last such switch only, so ours has to name them again. */
const PLAYWRIGHT = [
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  `--disable-features=${[...UNSEEN, ...PLAYWRIGHT]}`,
]

let browser: Browser | null = null

/** A page in a real browser where this person is signed in; `problems` collects what the console complains about. */
export interface Window {
  page: Page
  problems: string[]
  close: () => Promise<void>
}

/** What a window can be told; `isOwn`: one that nobody sat at before, thrown away afterwards. */
export interface WindowOptions extends BrowserContextOptions {
  isOwn?: boolean
}

const USUAL = { viewport: { width: 1280, height: 720 }, colorScheme: 'light' } as const

/** Opens a browser window for a person; the browser itself is started once. */
export async function browse(user: User, options: WindowOptions = {}): Promise<Window> {
  const window = await openWindow(options)
  await window.page.context().addCookies([await sessionCookie(user)])
  return window
}

/** What a browser keeps of a new session of this person. */
export async function sessionCookie(user: User) {
  return { name: SESSION_COOKIE, value: await openSessionFor(user), url: baseUrl() }
}

/** Opens a browser window for somebody who is not signed in: one that another person left, or a new one. */
export async function openWindow(options: WindowOptions = {}): Promise<Window> {
  const { isOwn, viewport, colorScheme, ...rest } = { ...USUAL, baseURL: baseUrl(), ...options }
  const kind = JSON.stringify(rest)
  const pane = (isOwn ? null : takeIdle(kind)) ?? (await openPane(rest, kind))
  const { page, context } = pane
  page.setDefaultTimeout(30_000)
  await page.setViewportSize(viewport ?? USUAL.viewport)
  await page.emulateMedia({ media: null, reducedMotion: 'no-preference', colorScheme })
  pane.problems = []
  return {
    page,
    problems: pane.problems,
    close: () => (isOwn ? context.close() : leaveIdle(pane)),
  }
}

async function openPane(options: BrowserContextOptions, kind: string): Promise<Pane> {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: SWITCHES })
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const pane: Pane = { kind, page, context, problems: [] }
  page.on('pageerror', (error) => pane.problems.push(error.message))
  page.on('console', (message) => {
    if (isProblem(message, page)) pane.problems.push(message.text())
  })
  return pane
}

/** Ends the browser; a suite calls it when its last window is closed. */
export async function closeBrowser(): Promise<void> {
  await browser?.close()
  browser = null
  forgetIdle()
}

/** What the desk itself answers (a refusal, a page that is not there) is no problem; everything else in red is. */
function isProblem(message: ConsoleMessage, page: Page): boolean {
  if (message.type() !== 'error') return false
  const isThisPage = message.location().url === page.url()
  return (
    !/status of (409|422)/.test(message.text()) &&
    !(isThisPage && /status of 4/.test(message.text()))
  )
}
