import { isIP } from 'node:net'
import { isAbsolute, resolve } from 'node:path'
import { SHORTEST_KEY } from './app_key.js'
import { STORAGE_VARIABLES, storageContradictions, storageDefaults } from './storage_variables.js'

/**
 * What each variable may be. A check answers the value as the product uses it, or the end of a sentence that begins
 * with the variable's name. Secrets are never repeated in a sentence.
 *
 * @typedef {{ value: string, problem?: undefined } | { problem: string, value?: undefined }} Answer
 * @typedef {(text: string, context: { root: string }) => Answer} Check
 * @type {Record<string, Check>}
 */
export const VARIABLES = {
  NODE_ENV: oneOf('development', 'production', 'test'),
  HOST: checkHost,
  PORT: wholeNumber(1, 65535),
  APP_URL: checkAppUrl,
  APP_KEY: (text) =>
    text.length >= SHORTEST_KEY
      ? { value: text }
      : {
          problem: `is too short: give at least ${SHORTEST_KEY} random characters, or leave it out.`,
        },
  DATA_DIR: (text, { root }) => ({ value: isAbsolute(text) ? resolve(text) : resolve(root, text) }),
  DATABASE_URL: addressWith(['postgres:', 'postgresql:'], 'postgres://user:password@host/database'),
  DATABASE_POOL: wholeNumber(1, 200),
  ADMIN_USERNAME: (text) =>
    /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(text)
      ? { value: text }
      : { problem: `is "${text}": give up to 64 letters, digits, dots, hyphens and underscores.` },
  ADMIN_EMAIL: (text) =>
    isMailAddress(text)
      ? { value: text }
      : { problem: `is "${text}": give one mail address such as ada@example.com.` },
  ADMIN_PASSWORD: (text) =>
    [...text].length >= 10
      ? { value: text }
      : { problem: 'is too short: give at least 10 characters.' },
  SMTP_URL: addressWith(['smtp:', 'smtps:'], 'smtp://user:password@host:587'),
  MAIL_FROM: checkMailFrom,
  IMAP_URL: addressWith(['imap:', 'imaps:'], 'imaps://user:password@imap.example.com'),
  MAIL_REPLY_TO: (text) =>
    isMailAddress(text)
      ? { value: text }
      : { problem: `is "${text}": give one mail address such as desk@example.com.` },
  TELEGRAM_BOT_TOKEN: (text) =>
    /^\d{1,20}:[\w-]{20,100}$/.test(text)
      ? { value: text }
      : {
          problem:
            'is not understood: give the token as the BotFather wrote it, such as 123456:ABC….',
        },
  TELEGRAM_GROUP_CHAT_ID: (text) =>
    /^-?\d{1,20}$/.test(text) || /^@\w{5,64}$/.test(text)
      ? { value: text }
      : { problem: `is "${text}": give the number of the group, such as -1001234567890.` },
  TELEGRAM_MODE: oneOf('polling', 'webhook'),
  TELEGRAM_API_ROOT: addressWith(['http:', 'https:'], 'https://api.telegram.org'),
  TAWK_PROPERTY_ID: (text) =>
    /^[0-9a-f]{10,40}$/i.test(text)
      ? { value: text.toLowerCase() }
      : {
          problem: `is "${text}": give the letters a to f and digits after "/chat/" in its direct chat link.`,
        },
  TAWK_WIDGET_ID: (text) =>
    /^[0-9a-z]{1,40}$/i.test(text)
      ? { value: text }
      : {
          problem: `is "${text}": give the letters and digits at the end of its direct chat link, often "default".`,
        },
  ...STORAGE_VARIABLES,
  TRUST_PROXY: checkProxies,
  ORGANISATION: (text) =>
    [...text].length <= 80 && !/\p{Cc}/u.test(text)
      ? { value: text }
      : { problem: 'is too long: give one line of at most 80 characters.' },
  TIME_ZONE: checkTimeZone,
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
  WEB_PROCESSES: wholeNumber(1, 64),
  WORKER: oneOf('separate', 'inline'),
}

/**
 * @param {Record<string, string>} values what is set and good
 * @param {{ root: string }} context
 * @returns {Record<string, string>} a value for all that needs one
 */
export function defaults(values, { root }) {
  const host = values.HOST ?? '127.0.0.1'
  const port = values.PORT ?? '3333'
  const appUrl = values.APP_URL ?? `http://${linkHost(host)}${port === '80' ? '' : `:${port}`}`
  return {
    NODE_ENV: 'development',
    HOST: host,
    PORT: port,
    APP_URL: appUrl,
    DATA_DIR: resolve(root, 'data'),
    MAIL_FROM: `no-reply@${mailHost(appUrl)}`,
    ...storageDefaults(values),
    TELEGRAM_MODE: 'polling',
    TELEGRAM_API_ROOT: 'https://api.telegram.org',
    TIME_ZONE: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    LOG_LEVEL: 'info',
    WEB_PROCESSES: '1',
    WORKER: 'separate',
  }
}

/**
 * @param {Record<string, string>} values
 * @param {Record<string, string | undefined>} given
 * @returns {string[]} a sentence for each set of values that cannot go together
 */
export function contradictions(values, given) {
  const isGiven = (/** @type {string} */ name) => Boolean(given[name]?.trim())
  const problems = []
  const names = ['ADMIN_USERNAME', 'ADMIN_EMAIL', 'ADMIN_PASSWORD']
  const missing = names.filter((name) => !isGiven(name))
  if (missing.length > 0 && missing.length < names.length) {
    problems.push(
      `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing: give ADMIN_USERNAME, ADMIN_EMAIL and ADMIN_PASSWORD together or none of them.`
    )
  }
  if (isGiven('IMAP_URL') !== isGiven('MAIL_REPLY_TO')) {
    problems.push(
      'IMAP_URL and MAIL_REPLY_TO belong together: give the mailbox and the address that its mails are sent to, or neither.'
    )
  }
  if (isGiven('TELEGRAM_GROUP_CHAT_ID') && !isGiven('TELEGRAM_BOT_TOKEN')) {
    problems.push(
      'TELEGRAM_GROUP_CHAT_ID needs TELEGRAM_BOT_TOKEN: without a bot nothing can be written there.'
    )
  }
  if (isGiven('TAWK_PROPERTY_ID') !== isGiven('TAWK_WIDGET_ID')) {
    problems.push(
      'TAWK_PROPERTY_ID and TAWK_WIDGET_ID belong together: give both parts of the direct chat link, or neither.'
    )
  }
  return [...problems, ...storageContradictions(values, isGiven)]
}

/** @param {string} host a bind address @returns {boolean} true when only this machine can reach it */
export function isLoopback(host) {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** @param {...string} words @returns {Check} */
function oneOf(...words) {
  const list = words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words[0]
  return (text) =>
    words.includes(text) ? { value: text } : { problem: `is "${text}": give ${list}.` }
}

/** @param {number} least @param {number} most @returns {Check} */
function wholeNumber(least, most) {
  return (text) => {
    const good = /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most
    if (good) return { value: String(Number(text)) }
    return { problem: `is "${text}": give a whole number from ${least} to ${most}.` }
  }
}

/** @param {string[]} protocols @param {string} example @returns {Check} */
function addressWith(protocols, example) {
  return (text) => {
    const address = URL.parse(text)
    const hasHost = address && (address.hostname || address.searchParams.get('host'))
    if (address && protocols.includes(address.protocol) && hasHost) return { value: text }
    return { problem: `is not understood: give an address such as ${example}.` }
  }
}

/** @type {Check} */
function checkHost(text) {
  const name = /^(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/i
  if (isIP(text) || (name.test(text) && !/^[\d.]+$/.test(text))) return { value: text }
  return {
    problem: `is "${text}": give an address of this machine such as 127.0.0.1, or 0.0.0.0 for all of them.`,
  }
}

/** @type {Check} */
function checkAppUrl(text) {
  const url = URL.parse(text)
  const plain = url && !url.username && !url.search && !url.hash && url.pathname === '/'
  if (plain && ['http:', 'https:'].includes(url.protocol)) return { value: url.origin }
  return {
    problem: `is "${text}": give the address people type, such as https://desk.example.com, without a path.`,
  }
}

/** @type {Check} */
function checkMailFrom(text) {
  const address = /^[^<>\r\n]*<([^<>]+)>$/.exec(text)?.[1] ?? text
  if (isMailAddress(address)) return { value: text }
  return { problem: `is "${text}": give desk@example.com or Desk <desk@example.com>.` }
}

/** @type {Check} */
function checkProxies(text) {
  const names = text.split(',').map((name) => name.trim())
  const wrong = names.filter((name) => !isIP(name))
  if (wrong.length === 0) return { value: names.join(',') }
  return {
    problem: `holds "${wrong[0]}": give the proxies' IP addresses with commas between them, such as 10.0.0.2,10.0.0.3.`,
  }
}

/** @type {Check} */
function checkTimeZone(text) {
  try {
    return { value: Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone }
  } catch {
    return { problem: `is "${text}": give a name from the IANA list such as Europe/Berlin.` }
  }
}

/** @param {string} text */
function isMailAddress(text) {
  return text.length <= 254 && /^[^\s@<>",;]+@[^\s@<>",;]+$/.test(text)
}

/** @param {string} host a bind address @returns {string} what a browser on this machine can open */
function linkHost(host) {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return isIP(host) === 6 ? `[${host}]` : host
}

/** @param {string} appUrl */
function mailHost(appUrl) {
  const { hostname } = new URL(appUrl)
  return isIP(hostname) || hostname.startsWith('[') ? 'localhost' : hostname
}
