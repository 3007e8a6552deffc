import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import type User from '#models/user'
import { browse, openWindow, type Window } from '#tests/support/browser'
import { until } from '#tests/support/until'

/** How people sit in front of the desk: the size of their screen, finger or mouse, scripts or none. */
export interface Way {
  options: BrowserContextOptions
  script: boolean
  touch: boolean
}

/** One person in front of a browser, who does and sees what people do and see. */
export class Seat {
  readonly page: Page
  readonly #window: Window

  private constructor(
    window: Window,
    readonly way: Way
  ) {
    this.#window = window
    this.page = window.page
    this.page.setDefaultTimeout(8000)
  }

  /** Sits down, signed in as this person or as nobody yet. */
  static async take(way: Way, user?: User): Promise<Seat> {
    return new Seat(await (user ? browse(user, way.options) : openWindow(way.options)), way)
  }

  /** What the console complained about. */
  get problems(): string[] {
    return this.#window.problems
  }

  /** Opens an address and waits for its scripts. */
  async open(path: string): Promise<void> {
    await this.page.goto(path, { waitUntil: 'load' })
  }

  /** Clicks with a mouse or taps with a finger. */
  async press(what: Locator): Promise<void> {
    await this.#orSay(this.way.touch ? what.tap() : what.click(), `presses ${what}`)
  }

  async pressButton(name: string | RegExp): Promise<void> {
    await this.press(this.#main.getByRole('button', { name, exact: true }).first())
  }

  async pressLink(name: string | RegExp): Promise<void> {
    await this.press(this.#main.getByRole('link', { name, exact: true }).first())
  }

  /** Writes into the field of this label. */
  async write(label: string, words: string): Promise<void> {
    await this.#main.getByLabel(label, { exact: true }).first().fill(words)
  }

  /** Chooses in the list of this label. */
  async choose(label: string, option: string | RegExp): Promise<void> {
    const field = this.#main.getByLabel(label, { exact: true }).first()
    const value = await field.locator('option', { hasText: option }).first().getAttribute('value')
    await field.selectOption(value)
  }

  /** Waits until these words stand on the page where eyes find them. */
  async sees(words: string | RegExp): Promise<void> {
    const found = this.#main.getByText(words).filter({ visible: true }).first()
    await this.#orSay(found.waitFor(), `sees ${words}`)
  }

  /** Waits until the path on the ticket's page shows this as its present step, with these words. */
  async seesStep(label: string, words: string | RegExp): Promise<void> {
    const step = this.page.locator('.path li[aria-current=step]', { hasText: label })
    await this.#orSay(step.filter({ hasText: words }).waitFor(), `sees ${label} as present step`)
  }

  /** Waits until this line of the path is signed: the name stands on a full line. */
  async seesSigned(label: string, name: string): Promise<void> {
    const step = this.page.locator('.path li[data-state=done]', { hasText: label })
    const sign = step.locator('.sign:not([data-open])', { hasText: name })
    await this.#orSay(sign.waitFor(), `sees ${label} signed by ${name}`)
  }

  /** Waits until the headline of the ticket says this status. */
  async seesStatus(label: string): Promise<void> {
    const pill = this.page.locator('main .status[data-pill]', { hasText: label }).first()
    await this.#orSay(pill.waitFor(), `sees the status ${label}`)
  }

  /** Waits until a toast says this. */
  async hears(words: string | RegExp): Promise<void> {
    const toast = this.page.locator('.toast', { hasText: words }).first()
    await this.#orSay(toast.waitFor(), `hears ${words}`)
  }

  /** Waits until a badge of the navigation shows this number; 0 is no badge at all. */
  async counts(key: 'approvals' | 'notifications', count: number): Promise<void> {
    const badges = this.page.locator(`[data-count=${key}]`)
    const shown = async () => {
      const texts = await badges.allTextContents()
      return texts.map((text) => text.match(/\d+/)?.[0] ?? '0')
    }
    const agree = async () => {
      const numbers = await shown()
      return numbers.every((one) => one === String(count))
    }
    await until(agree, `${count} in the badge of ${key}`, 8)
  }

  /** Waits until the address is this, and gives the number in it. */
  async arrives(at: RegExp): Promise<number> {
    await this.#orSay(this.page.waitForURL(at, { waitUntil: 'load' }), `arrives at ${at}`)
    return Number(this.page.url().match(/\/tickets\/(\d+)/)?.[1])
  }

  async leave(): Promise<void> {
    await this.#window.close()
  }

  /** Says what stood on the page when something did not come true there. */
  async #orSay<Value>(coming: Promise<Value>, what: string): Promise<Value> {
    return coming.catch(async () => {
      const seen = await this.page.locator('body').innerText()
      throw new Error(`nobody ${what} at ${this.page.url()}, but:\n${seen}\n${this.problems}`)
    })
  }

  get #main() {
    return this.page.locator('main')
  }
}
