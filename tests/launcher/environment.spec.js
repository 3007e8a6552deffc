import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readEnvironment } from '../../bin/environment.js'
import { storageContradictions } from '../../bin/storage_variables.js'

const read = (given) => readEnvironment(given, { root: '/srv/desk' })

describe('Configuration', () => {
  it('needs nothing', () => {
    const { values, problems } = read({})
    assert.deepEqual(problems, [])
    assert.equal(values.HOST, '127.0.0.1')
    assert.equal(values.PORT, '3333')
    assert.equal(values.APP_URL, 'http://127.0.0.1:3333')
    assert.equal(values.DATA_DIR, '/srv/desk/data')
    assert.equal(values.WEB_PROCESSES, '1')
    assert.equal(values.WORKER, 'separate')
    assert.equal(values.DATABASE_URL, undefined)
    assert.ok(values.TIME_ZONE)
  })

  it('takes an empty value for one that is not set', () => {
    const { values, problems } = read({ PORT: '', SMTP_URL: ' ' })
    assert.deepEqual(problems, [])
    assert.equal(values.PORT, '3333')
    assert.equal(values.SMTP_URL, undefined)
  })

  it('makes links from what a browser can open', () => {
    assert.equal(read({ HOST: '0.0.0.0', PORT: '80' }).values.APP_URL, 'http://localhost')
    assert.equal(read({ HOST: '::', PORT: '8080' }).values.APP_URL, 'http://localhost:8080')
    assert.equal(read({ HOST: '::1' }).values.APP_URL, 'http://[::1]:3333')
    assert.equal(read({ APP_URL: 'https://desk.example/' }).values.APP_URL, 'https://desk.example')
  })

  it('makes a relative DATA_DIR absolute', () => {
    assert.equal(read({ DATA_DIR: './here' }).values.DATA_DIR, '/srv/desk/here')
    assert.equal(read({ DATA_DIR: '/var/desk' }).values.DATA_DIR, '/var/desk')
  })

  const refusals = [
    ['NODE_ENV', 'live', /NODE_ENV is "live": give development, production or test\./],
    ['HOST', 'a b', /HOST is "a b": give an address/],
    ['HOST', '999.1.1.1', /HOST is "999\.1\.1\.1"/],
    ['PORT', 'abc', /PORT is "abc": give a whole number from 1 to 65535\./],
    ['PORT', '0', /PORT is "0"/],
    ['PORT', '65536', /PORT is "65536"/],
    ['PORT', '33.5', /PORT is "33\.5"/],
    ['APP_URL', 'desk.example', /APP_URL is "desk\.example"/],
    ['APP_URL', 'ftp://desk.example', /APP_URL/],
    ['APP_URL', 'https://desk.example/tickets', /without a path/],
    ['APP_KEY', 'short', /APP_KEY is too short/],
    ['DATABASE_URL', 'mysql://a/b', /DATABASE_URL is not understood/],
    ['DATABASE_POOL', '0', /DATABASE_POOL is "0"/],
    ['ADMIN_USERNAME', 'a b', /ADMIN_USERNAME is "a b"/],
    ['ADMIN_EMAIL', 'ada', /ADMIN_EMAIL is "ada"/],
    ['ADMIN_PASSWORD', 'ninechars', /ADMIN_PASSWORD is too short/],
    ['SMTP_URL', 'mail.example', /SMTP_URL is not understood/],
    ['SMTP_URL', 'smtp://', /SMTP_URL is not understood/],
    ['MAIL_FROM', 'Desk', /MAIL_FROM is "Desk"/],

    ['DRIVE_DISK', 'floppy', /DRIVE_DISK is "floppy"/],
    ['TRUST_PROXY', '10.0.0.1,proxy', /TRUST_PROXY holds "proxy"/],
    ['ORGANISATION', 'x'.repeat(81), /ORGANISATION is too long/],
    ['TIME_ZONE', 'Mars/Olympus', /TIME_ZONE is "Mars\/Olympus": give a name from the IANA list/],
    ['LOG_LEVEL', 'loud', /LOG_LEVEL is "loud"/],
    ['WEB_PROCESSES', '65', /WEB_PROCESSES is "65": give a whole number from 1 to 64\./],
    ['WORKER', 'none', /WORKER is "none": give separate or inline\./],
  ]
  for (const [name, value, sentence] of refusals) {
    it(`refuses ${name}=${value.slice(0, 30)}`, () => {
      const admin = {
        ADMIN_USERNAME: 'ada',
        ADMIN_EMAIL: 'ada@example.com',
        ADMIN_PASSWORD: 'correct horse',
      }
      const { problems } = read({ ...(name.startsWith('ADMIN') ? admin : {}), [name]: value })
      assert.equal(problems.length, 1)
      assert.match(problems[0], sentence)
    })
  }

  it('tells all problems at once', () => {
    assert.equal(read({ PORT: 'x', WORKER: 'x', LOG_LEVEL: 'x' }).problems.length, 3)
  })

  it('wants the first admin whole or not at all', () => {
    const { problems } = read({ ADMIN_EMAIL: 'ada@example.com' })
    assert.match(problems[0], /^ADMIN_USERNAME and ADMIN_PASSWORD are missing/)
  })

  it('never repeats a secret', () => {
    const { problems } = read({
      APP_KEY: 'hushhush',
      ADMIN_PASSWORD: 'hushhush',
      DATABASE_URL: 'mysql://me:hushhush@host/desk',
      SMTP_URL: 'http://me:hushhush@host',
      S3_ACCESS_KEY_ID: 'hush hushhush',
      S3_SECRET_ACCESS_KEY: 'hush hushhush',
      S3_ENDPOINT: 'https://me:hushhush@host',
    })
    assert.ok(problems.length >= 7)
    assert.ok(problems.every((problem) => !problem.includes('hushhush')))
  })

  const good = { DRIVE_DISK: 's3', S3_BUCKET: 'desk-files', S3_REGION: 'eu-central-1' }

  it('takes a bucket of S3, and one of another store', () => {
    const { values, problems } = read(good)
    assert.deepEqual(problems, [])
    assert.equal(values.S3_PATH_STYLE, 'off')
    const endpoint = { S3_ENDPOINT: 'https://s3.example.com/', DRIVE_PREFIX: '/desk/' }
    const other = read({ DRIVE_DISK: 's3', S3_BUCKET: 'desk-files', ...endpoint })
    assert.deepEqual(other.problems, [])
    assert.equal(other.values.S3_ENDPOINT, 'https://s3.example.com')
    assert.equal(other.values.S3_PATH_STYLE, 'on')
    assert.equal(other.values.S3_REGION, 'us-east-1')
    assert.equal(other.values.DRIVE_PREFIX, 'desk')
  })

  const wrongPlaces = [
    [{ S3_BUCKET: '' }, /^S3_BUCKET is missing/],
    [{ S3_REGION: '' }, /^S3_REGION is missing/],
    [{ S3_BUCKET: 's3://desk' }, /^S3_BUCKET is "s3:\/\/desk": give the name of the bucket alone/],
    [{ S3_REGION: 'eu west' }, /^S3_REGION is "eu west"/],
    [{ S3_ENDPOINT: 's3.example.com' }, /^S3_ENDPOINT is not understood/],
    [{ S3_ENDPOINT: 'https://s3.example.com/desk' }, /^S3_ENDPOINT .* without a path/],
    [{ S3_ACCESS_KEY_ID: 'AK' }, /^S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together/],
    [{ S3_PATH_STYLE: 'yes' }, /^S3_PATH_STYLE is "yes": give on or off/],
    [{ DRIVE_PREFIX: '../up' }, /^DRIVE_PREFIX is "\.\.\/up"/],
    [{ DRIVE_SIGNED_URLS: 'on', DRIVE_DISK: 'fs' }, /needs DRIVE_DISK=s3 or gcs/],
    [
      { DRIVE_SIGNED_URLS: 'on', S3_ENDPOINT: 'http://10.0.0.9', APP_URL: 'https://desk.example' },
      /S3_PUBLIC_ENDPOINT with https/,
    ],
    [{ DRIVE_DISK: 'gcs' }, /^GCS_BUCKET is missing/],
    [
      { DRIVE_DISK: 'gcs', GCS_BUCKET: 'desk-files', DRIVE_SIGNED_URLS: 'on' },
      /needs GCS_KEY_FILE/,
    ],
    [
      { GCS_KEY_FILE: 'none.json' },
      /^GCS_KEY_FILE is \/srv\/desk\/none\.json, which cannot be read/,
    ],
    [{ GCS_KEY_FILE: import.meta.filename }, /which is not JSON/],
  ]
  for (const [given, sentence] of wrongPlaces) {
    it(`refuses ${JSON.stringify(given)} for files`, () => {
      const { problems } = read({ ...good, ...given })
      assert.equal(problems.length, 1, problems.join())
      assert.match(problems[0], sentence)
    })
  }

  it('refuses signed addresses of Google by http on an https desk', () => {
    const given = { DRIVE_DISK: 'gcs', DRIVE_SIGNED_URLS: 'on', APP_URL: 'https://desk.example' }
    const problems = storageContradictions(
      { ...given, GCS_ENDPOINT: 'http://10.0.0.9' },
      () => true
    )
    assert.match(problems.join(), /^DRIVE_SIGNED_URLS is "on".* give GCS_ENDPOINT with https/)
  })

  it('takes both ids of a chat, or neither, and nothing else for one', () => {
    const property = '5f4e3671f0e7167d000c81cc'
    const chat = (TAWK_PROPERTY_ID, TAWK_WIDGET_ID) => read({ TAWK_PROPERTY_ID, TAWK_WIDGET_ID })
    assert.deepEqual(chat(property, 'default').problems, [])
    for (const alone of [chat(property, ''), chat('', 'default')]) {
      assert.match(alone.problems.join(), /TAWK_PROPERTY_ID and TAWK_WIDGET_ID belong together/)
    }
    for (const bad of ['my desk', `${property}/default`, 'javascript:']) {
      assert.match(
        chat(bad, 'default').problems.join(),
        /TAWK_PROPERTY_ID is ".+": give the letters/
      )
    }
    assert.match(chat(property, '"><script>').problems.join(), /TAWK_WIDGET_ID is/)
  })
})
