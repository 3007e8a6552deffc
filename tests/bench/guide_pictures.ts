/**
 * Takes the pictures of docs/user-guide.md anew, from a desk with the demo organisation. Run by hand when pages changed:
 *
 *   npm run demo && npm start
 *   CHROMIUM_PATH=/usr/bin/chromium node tests/bench/guide_pictures.ts --url=http://localhost:3333 --password=…
 */
import { chromium } from 'playwright-core'
import sharp from 'sharp'

const option = (name: string, fallback: string) =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback

const URL_BASE = option('url', 'http://localhost:3333')
const PASSWORD = option('password', '')

interface Picture {
  name: string
  who: string
  path: string
  height: number
  /** What is pressed before the picture is taken. */
  press?: string
  isPhone?: boolean
}

const PICTURES: Picture[] = [
  { name: 'dashboard', who: 'ben.ocampo', path: '/', height: 860 },
  { name: 'new-ticket', who: 'maria.santos', path: '/tickets/new?type=ads', height: 860 },
  { name: 'approvals', who: 'ben.ocampo', path: '/approvals', height: 760 },
  { name: 'approvals-phone', who: 'ben.ocampo', path: '/approvals', height: 740, isPhone: true },
  {
    name: 'ticket',
    who: 'kim.delacruz',
    path: '/tickets?tab=assigned',
    height: 860,
    press: 'tr .subject, tbody a[href^="/tickets/"]',
  },
  { name: 'analytics', who: 'ben.ocampo', path: '/analytics', height: 780 },
  { name: 'monthly', who: 'daniel.tan', path: '/reports/monthly', height: 900 },
  { name: 'calendar', who: 'ben.ocampo', path: '/workload/calendar', height: 860 },
  { name: 'queue', who: 'cora.ortega', path: '/queue', height: 700 },
  { name: 'management', who: 'daniel.tan', path: '/admin', height: 640 },
]

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
})
for (const { name, who, path, height, press, isPhone } of PICTURES) {
  const viewport = { width: isPhone ? 390 : 1280, height }
  const context = await browser.newContext({ baseURL: URL_BASE, viewport, colorScheme: 'light' })
  const page = await context.newPage()
  await page.goto('/login')
  await page.fill('[name=name]', who)
  await page.fill('[name=password]', PASSWORD)
  await page.click('main form button')
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))
  await page.goto(path)
  if (press) await Promise.all([page.waitForNavigation(), page.locator(press).first().click()])
  await page.waitForLoadState('load')
  const shot = await page.screenshot()
  await sharp(shot).webp({ quality: 78 }).toFile(`docs/images/${name}.webp`)
  await context.close()
}
await browser.close()
