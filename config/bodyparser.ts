import { defineConfig } from '@adonisjs/core/bodyparser'

/**
 * Uploads are never written to disk before the route asked for them: `autoProcess` is off, and the upload
 * middleware (after sign-in and the limiter) starts the processing where a route declares it.
 */
const bodyParserConfig = defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  form: {
    convertEmptyStringsToNull: true,
    trimWhitespaces: true,
    limit: '1mb',
    types: ['application/x-www-form-urlencoded'],
  },
  json: {
    convertEmptyStringsToNull: true,
    trimWhitespaces: true,
    limit: '1mb',
    types: ['application/json', 'application/csp-report', 'application/reports+json'],
  },
  multipart: {
    autoProcess: false,
    convertEmptyStringsToNull: true,
    trimWhitespaces: true,
    processManually: [],
    limit: '1100mb',
    types: ['multipart/form-data'],
  },
})

export default bodyParserConfig
