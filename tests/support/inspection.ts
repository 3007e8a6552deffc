import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page, Response } from 'playwright-core'
import { until } from '#tests/support/until'

/** In plain letters: Chromium reads half as many bytes on every page. */
const AXE = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8'
).replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe-core finds wrong on the page as it stands, one line a rule with the first places.
 * @param looks size and colour, named in each line
 * @param rules only these; all of WCAG 2.0 to 2.2 A and AA and the best practice unless said otherwise
 * @param without what is left out, as selectors
 */
export async function violationsOn(
  page: Page,
  looks: string,
  rules?: string[],
  without: string[] = []
) {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(AXE)
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: RULES }
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] })
  const found: any = await page.evaluate(
    `axe.run(${JSON.stringify({ exclude: without })}, ${options})`
  )
  return found.violations.map(
    ({ id, nodes }: any) =>
      `${looks} ${id}: ${nodes.slice(0, 3).map((node: any) => node.target.join(' '))}`
  )
}

/** How far the page can be moved sideways once it has settled, in pixels. */
export async function sidewaysOf(page: Page): Promise<number> {
  const over = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  let pixels = await page.evaluate<number>(over)
  const settles = async () => (pixels = await page.evaluate<number>(over)) <= 0
  if (pixels > 0) await until(settles, 'settled', 1).catch(() => {})
  return pixels
}

/** Words on the page that no person was meant to read, and headings that are missing or double. */
export async function slipsOn(page: Page): Promise<string[]> {
  const html = await page.content()
  const slips = [
    /translation missing[^<"]*/,
    /@!\w+/,
    /\{\{[^}]*\}\}/,
    /\bundefined\b/,
    /\[object /,
  ]
    .map((slip) => html.match(slip)?.[0])
    .filter((slip) => slip !== undefined)
  const headings = await page.evaluate<number>(`document.querySelectorAll('h1').length`)
  return headings === 1 ? slips : [...slips, `${headings} h1`]
}

export type Weights = Record<'html' | 'css' | 'js' | 'icons' | 'chart', number>

/** What each file weighed when it came; the browser asks for it once. */
const seen = new Map<string, number>()

/** Weighs what comes over the line for one cold opening of a page, compressed, in bytes; pictures stay out. */
export async function weigh(page: Page, open: () => Promise<unknown>): Promise<Weights> {
  const weights: Weights = { html: 0, css: 0, js: 0, icons: 0, chart: 0 }
  const coming: Promise<void>[] = []
  const count = async (response: Response) => {
    const kind = kindOf(response)
    if (!kind) return
    const url = response.url()
    if (kind === 'html' || !seen.has(url)) {
      const { responseBodySize } = await response.request().sizes()
      if (responseBodySize > 0) seen.set(url, responseBodySize)
    }
    weights[kind] += seen.get(url) ?? 0
  }
  const listen = (response: Response) => void coming.push(count(response).catch(() => {}))
  page.on('response', listen)
  await open()
  page.off('response', listen)
  await Promise.all(coming)
  return weights
}

function kindOf(response: Response): keyof Weights | null {
  const type = response.headers()['content-type'] ?? ''
  if (type.startsWith('text/html')) return 'html'
  if (type.startsWith('text/css')) return 'css'
  if (type.includes('javascript')) return /chart/.test(response.url()) ? 'chart' : 'js'
  return /svg/.test(type) ? 'icons' : null
}
