import pg from "pg"

// Any number, as long as nothing else in the database locks on it.
const MIGRATION_LOCK = 5_507_301

const SCHEMA_SQL = `
CREATE SCHEMA IF NOT EXISTS simulator;
SET LOCAL search_path TO simulator;
CREATE TABLE IF NOT EXISTS signing_keys (
  seq bigserial PRIMARY KEY, private_pem text NOT NULL, public_spki text NOT NULL);
CREATE TABLE IF NOT EXISTS entities (
  seq bigserial, id uuid PRIMARY KEY, kind text NOT NULL, entity jsonb NOT NULL, login jsonb);
CREATE INDEX IF NOT EXISTS entities_phone ON entities ((entity->>'_phone'));
CREATE INDEX IF NOT EXISTS entities_username ON entities ((login->>'username'));
CREATE TABLE IF NOT EXISTS refresh_tokens (
  id uuid PRIMARY KEY, user_id uuid NOT NULL, expires_at bigint NOT NULL);
CREATE TABLE IF NOT EXISTS mfa_codes (
  user_id uuid PRIMARY KEY, code text NOT NULL, expires_at bigint NOT NULL);
CREATE TABLE IF NOT EXISTS messages (
  seq bigserial, id uuid PRIMARY KEY, number text NOT NULL, direction text NOT NULL, body text NOT NULL,
  at bigint NOT NULL, message_id text, status text NOT NULL, reason text);
CREATE INDEX IF NOT EXISTS messages_number ON messages (number, seq);
CREATE TABLE IF NOT EXISTS subscriptions (
  seq bigserial, id uuid PRIMARY KEY, entity_type_name text NOT NULL, action_name text NOT NULL,
  endpoint text NOT NULL, UNIQUE (entity_type_name, action_name, endpoint));
CREATE TABLE IF NOT EXISTS settings (one boolean PRIMARY KEY DEFAULT true CHECK (one), value jsonb NOT NULL);
CREATE TABLE IF NOT EXISTS faults (
  seq bigserial, id uuid PRIMARY KEY, kind text NOT NULL, number text, ms int, copies int,
  accepted boolean, remaining int);
ALTER TABLE faults ADD COLUMN IF NOT EXISTS endpoint text, ADD COLUMN IF NOT EXISTS value text,
  ADD COLUMN IF NOT EXISTS skip int NOT NULL DEFAULT 0;
ALTER TABLE subscriptions ADD COLUMN IF NOT EXISTS template_name text;
CREATE TABLE IF NOT EXISTS strangers (number text PRIMARY KEY, label text NOT NULL);
`

/** A pool whose connections work in the schema `simulator`, created where it is missing. */
export async function openDatabase(databaseUrl: string): Promise<pg.Pool> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    options: "-c search_path=simulator",
    application_name: "doseline-simulator",
  })
  // Without a listener, an idle connection that Postgres closes would end the process.
  pool.on("error", (error) => process.stderr.write(`simulator: database: ${error.message}\n`))
  await inTransaction(pool, async (client) => {
    await client.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK])
    await client.query(SCHEMA_SQL)
  })
  return pool
}

export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query("BEGIN")
    const result = await work(client)
    await client.query("COMMIT")
    return result
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
