import { request } from 'node:http'
import { test } from '@japa/runner'
import { baseUrl } from '#tests/support/visitor'

/** Asks for the metrics from this machine with these headers. */
async function statusWith(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(new URL('/metrics', baseUrl()), { headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode!)
    })
    asking.on('error', reject).end()
  })
}

test.group('Metrics', () => {
  for (const host of ['localhost:3333', '127.0.0.1', '[::1]:3333']) {
    test(`are told to this machine, asked as ${host}`, async ({ assert }) => {
      assert.equal(await statusWith({ host }), 200)
    })
  }

  for (const headers of [
    { 'x-forwarded-for': '203.0.113.9' },
    { 'x-forwarded-proto': 'https' },
    { 'x-real-ip': '203.0.113.9' },
    { forwarded: 'for=203.0.113.9' },
    { via: '1.1 proxy' },
    { host: 'desk.example.com' },
  ]) {
    test(`are told to nobody behind a proxy: ${Object.keys(headers)}`, async ({ assert }) => {
      assert.equal(await statusWith(headers as {}), 404)
    })
  }
})
