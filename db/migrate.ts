import { fileURLToPath, pathToFileURL } from "node:url"
import { drizzle } from "drizzle-orm/node-postgres"
import { migrate } from "drizzle-orm/node-postgres/migrator"
import pg from "pg"

const FOLDER = fileURLToPath(new URL("./migrations", import.meta.url))
const MIGRATION_LOCK = 0x646f7365

/** Roles belong to the whole server, so several databases may race to make them. */
const ROLES = `
DO $$
DECLARE
  r text;
  -- Since Postgres 16, whoever makes a role is its member but may not become it.
  wanted text := CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END;
BEGIN
  FOREACH r IN ARRAY ARRAY['doseline_app', 'doseline_system'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', r);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
    IF NOT pg_has_role(current_user, r, wanted) THEN
      EXECUTE format('GRANT %I TO %I', r, current_user);
    END IF;
  END LOOP;
END $$`

/** Brings the database at `url` to the newest schema; safe to run from several processes at once. */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK])
    await client.query(ROLES)
    await migrate(drizzle(client), { migrationsFolder: FOLDER })
  } finally {
    await client.end()
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.env.DATABASE_URL
  if (!url) throw new Error("DATABASE_URL is not set: name the Postgres that Doseline uses.")
  await migrateDatabase(url)
}
