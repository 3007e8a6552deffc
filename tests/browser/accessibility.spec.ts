import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#models/user'
import { openWindow, sessionCookie, type Window } from '#tests/support/browser'
import { makeDemoSet, type DemoSet } from '#tests/support/demo_set'
import { sidewaysOf, slipsOn, violationsOn, weigh, type Weights } from '#tests/support/inspection'

/** A page with everything it needs but pictures, compressed. */
const MOST_BYTES = 100_000

const WIDE = { width: 1280, height: 800 }
const PHONE = { width: 360, height: 780 }

/** What stands around every page: the bars at its side, top and bottom. */
const FRAME = ['.side', '.top', '.bottom']

/** COUNTERSIGN_LONG=1 asks every rule in every size and colour. */
const IS_LONG = Boolean(process.env.COUNTERSIGN_LONG)
/** Of axe's rules those whose answer the width can change. */
const PHONE_RULES = [
  'target-size',
  'scrollable-region-focusable',
  'aria-hidden-focus',
  'label',
  'button-name',
  'link-name',
  'list',
  'landmark-unique',
  'region',
]

/** Every main page, by who looks at it. */
const PAGES: Record<string, (set: DemoSet) => { who: User | null; paths: string[] }> = {
  'before signing in': () => ({
    who: null,
    paths: [
      '/login',
      '/register',
      '/register/waiting',
      '/password/forgotten',
      '/password/sent',
      '/password/reset/nothing',
      '/setup?token=nothing',
      '/certificates/verify',
      '/nothing',
    ],
  }),
  'of a requester': ({ cast, tickets }) => ({
    who: cast.maria,
    paths: [
      '/',
      '/tickets',
      '/tickets?view=cards',
      '/tickets/filters',
      '/tickets/new',
      '/tickets/new?type=ads',
      '/tickets/new?type=photoshoot',
      '/tickets/new?type=socmed_posting',
      `/tickets/new?from=${tickets.ads}`,
      `/tickets/${tickets.ads}`,
      `/tickets/${tickets.ads}/edit`,
      `/tickets/${tickets.rejected}`,
      `/tickets/${tickets.rejected}/certificate`,
      `/tickets/${tickets.completed}`,
      `/tickets/${tickets.completed}?ask=request_revision`,
      `/tickets/${tickets.solved}`,
      '/notifications',
      '/trash',
      '/admin',
      '/nothing',
    ],
  }),
  'of oneself': ({ cast }) => ({
    who: cast.maria,
    paths: ['/me/profile', '/me/password', '/me/sessions'],
  }),
  'of a newcomer, with nothing there yet': ({ cast }) => ({
    who: cast.paolo,
    paths: ['/', '/tickets?tab=mine', '/tickets?q=nothing-like-it', '/notifications', '/trash'],
  }),
  'of approvers': ({ cast, tickets }) => ({
    who: cast.ben,
    paths: [
      '/',
      '/approvals',
      '/approvals?several=1',
      `/approvals?reject=${tickets.pending}`,
      '/approvals?tab=decided',
      '/approvals?tab=open',
      `/tickets/${tickets.approved}`,
      `/tickets/${tickets.approved}/assignment/edit`,
      `/tickets/${tickets.shoot}/assignment/edit`,
      `/tickets/${tickets.approved}/watch/new`,
      '/people',
      '/workload',
      '/workload/calendar',
    ],
  }),
  'of a creative': ({ cast, tickets, commentId }) => ({
    who: cast.kim,
    paths: [
      '/',
      `/tickets/${tickets.talked}`,
      `/tickets/${tickets.talked}?activity=all`,
      `/tickets/${tickets.talked}/comments/${commentId}/edit`,
    ],
  }),
  'of an admin, people': ({ cast, waitingId, tickets }) => ({
    who: cast.admin,
    paths: [
      `/tickets/${tickets.solved}/merge/new`,
      '/admin',
      '/admin/users',
      '/admin/users/new',
      `/admin/users/${waitingId}`,
      `/admin/users/${cast.kim.id}`,
      `/admin/users/${cast.kim.id}/place`,
      `/admin/users/${cast.kim.id}/deactivation`,
      '/admin/sign-in-attempts',
      '/trash',
    ],
  }),
  'of figures': ({ cast }) => ({
    who: cast.admin,
    paths: ['/analytics', '/analytics/breakdowns', '/analytics/trends', '/analytics/support'],
  }),
  'of an admin, tables': ({ cast, deliveryId }) => ({
    who: cast.admin,
    paths: [
      ...['departments', 'products', 'request-types', 'deadline-rules'].flatMap((table) => [
        `/admin/${table}`,
        `/admin/${table}/new`,
        `/admin/${table}/1/edit`,
      ]),
      '/admin/deliveries',
      `/admin/deliveries/${deliveryId}`,
      '/admin/settings',
      '/admin/backups',
    ],
  }),
}

test.group('Every page, wide and small, light and dark', (group) => {
  let set: DemoSet
  let window: Window
  group.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.setup(async () => {
    set = await makeDemoSet()
    // Nothing may lie in its cache yet, or it would not be weighed.
    window = await openWindow({ viewport: WIDE, isOwn: true })
    return () => window.close()
  })

  for (const [name, pages] of Object.entries(PAGES)) {
    test(`pages ${name}`, async ({ assert }) => {
      const { who, paths } = pages(set)
      await window.page.context().clearCookies()
      if (who) await window.page.context().addCookies([await sessionCookie(who)])
      const problems: string[] = []
      for (const [index, path] of paths.entries()) {
        const found = await inspect(window, path, index === 0)
        problems.push(...found.map((one) => `${path} ${one}`))
      }
      assert.deepEqual(problems, [])
    })
  }
})

/** Opens a page once and looks at it in every size and colour. */
async function inspect({ page, problems }: Window, path: string, isFirst: boolean) {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize(WIDE)
  const weights = await weigh(page, async () => {
    await page.goto(path, { waitUntil: 'load' })
  })
  const found = [...(await slipsOn(page)), ...tooHeavy(path, weights)]
  found.push(...(await violationsOn(page, '1280 light')))
  await page.emulateMedia({ colorScheme: 'dark' })
  // What stands around a page has the same colours on each of a person's pages.
  const frame = isFirst || IS_LONG ? [] : FRAME
  found.push(...(await violationsOn(page, '1280 dark', ['color-contrast'], frame)))
  await page.setViewportSize(PHONE)
  // Colours are the same on a phone; what stands where is not.
  if (IS_LONG) found.push(...(await violationsOn(page, '360 dark', ['color-contrast'])))
  await page.emulateMedia({ colorScheme: 'light' })
  found.push(...(await violationsOn(page, '360 light', IS_LONG ? undefined : PHONE_RULES)))
  for (const width of IS_LONG ? [320, 360, 768, 1024, 1280] : [320, 768]) {
    await page.setViewportSize({ width, height: 800 })
    const pixels = await sidewaysOf(page)
    if (pixels > 0) found.push(`moves ${pixels} px sideways at ${width}`)
  }
  return [...found, ...problems.splice(0)]
}

function tooHeavy(path: string, weights: Weights): string[] {
  const sum = Object.values(weights).reduce((total, one) => total + one, 0)
  const parts = Object.entries(weights).map(([kind, bytes]) => `${kind} ${kilo(bytes)}`)
  process.stdout.write(`    ${kilo(sum).padStart(6)} kB ${path}: ${parts.join(', ')}\n`)
  return sum > MOST_BYTES ? [`weighs ${kilo(sum)} kB`] : []
}

function kilo(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}
