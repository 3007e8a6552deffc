/* In place of the application's web process: answers with its process id once the database has answered. */
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL })
pool.on('error', () => {})

const server = createServer(async (request, response) => {
  try {
    await pool.query('SELECT 1')
    if (request.url === '/slow') await sleep(1500)
    response.end(JSON.stringify({ pid: process.pid }))
  } catch (error) {
    response.writeHead(503).end(String(error))
  }
})
server.listen({ host: process.env.HOST, port: Number(process.env.PORT) })
process.on('SIGTERM', () => server.close(() => pool.end()))
console.log(`${process.env.COUNTERSIGN_ROLE} inline:${process.env.COUNTERSIGN_INLINE_WORKER}`)
