import { assert } from '@japa/assert'
import app from '@adonisjs/core/services/app'
import type { Config } from '@japa/runner/types'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import testUtils from '@adonisjs/core/services/test_utils'
import { keepLimitersOutside } from '#tests/support/limiters'
import { prepareStatements } from '#tests/support/prepared_statements'

export const plugins: Config['plugins'] = [assert(), pluginAdonisJS(app)]

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [],
  teardown: [],
}

/** Suites that speak HTTP get the real server, in this process, on the port of the environment. */
export const configureSuite: Config['configureSuite'] = (suite) => {
  if (!['functional', 'browser', 'faults', 'long'].includes(suite.name)) return
  suite.setup(() => prepareStatements())
  suite.setup(() => keepLimitersOutside())
  suite.setup(async () => {
    const stop = await testUtils.httpServer().start()
    return async () => {
      // A server that stops waits for connections that were opened ahead and never used: a browser keeps some.
      if (suite.name === 'browser') await endBrowser()
      await stop()
    }
  })
  if (suite.name === 'faults') suite.teardown(endDesk)
}

/** One browser serves all specs. */
async function endBrowser() {
  const { closeBrowser } = await import('#tests/support/browser')
  await closeBrowser()
}

/** The web processes that one spec leaves to the next. */
async function endDesk() {
  const { endResting } = await import('#tests/support/resting_desk')
  await endResting()
}
