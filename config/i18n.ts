import { configProvider } from '@adonisjs/core'
import app from '@adonisjs/core/services/app'
import { defineConfig, formatters, loaders } from '@adonisjs/i18n'
import { quickMessages } from '#services/words/quick_messages'

const i18nConfig = defineConfig({
  defaultLocale: 'en',
  formatter: configProvider.create(async () => {
    const makeIcu = await formatters.icu().resolver(app)
    return (config) => quickMessages(makeIcu(config))
  }),
  loaders: [loaders.fs({ location: app.languageFilesPath() })],
})

export default i18nConfig
