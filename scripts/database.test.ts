import { randomBytes } from "node:crypto"
import pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { checkDatabase } from "./database.mjs"

const here = testDatabase()
const name = `stranger_${randomBytes(4).toString("hex")}`
const PASSWORD = "hunter2hunter2"

async function asOwner(sql: string) {
  const client = new pg.Client({ connectionString: here.url() })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
function address(fields: {
  username?: string
  password?: string
  pathname?: string
  port?: string
}) {
  return Object.assign(new URL(here.url()), fields).href
}
const stranger = () => address({ username: name, password: PASSWORD })
const sentence = (url: string) =>
  checkDatabase(url, { timeoutMs: 0 }).then(
    () => "none",
    (error: Error) => error.message,
  )

beforeAll(() => asOwner(`CREATE ROLE ${name} LOGIN PASSWORD '${PASSWORD}'`))
afterAll(() => asOwner(`DROP OWNED BY ${name}; DROP ROLE ${name}`))

test("a database that the product can live in passes", async () => {
  expect(await sentence(here.url())).toBe("none")
})

test("each reason has a sentence of its own, without the password", async () => {
  expect(await sentence(address({ port: "1" }))).toMatch(/^DATABASE_URL names .*:1, where no/)
  expect(await sentence(address({ password: PASSWORD }))).toBe(
    "DATABASE_URL names a user or a password that the database does not accept.",
  )
  expect(await sentence(address({ pathname: "/nowhere" }))).toMatch(/database that does not exist/)
  expect(await sentence(stranger())).toMatch(/must own the database/)
})

test("its user needs the two roles, and to see every row", async () => {
  const { pathname } = new URL(here.url())
  await asOwner(`GRANT CREATE ON DATABASE "${pathname.slice(1)}" TO ${name}`)
  expect(await sentence(stranger())).toMatch(/give it CREATEROLE/)
  await asOwner(`ALTER ROLE ${name} CREATEROLE`)
  expect(await sentence(stranger())).toMatch(/grant it both where they exist/)
  await asOwner(`GRANT doseline_app, doseline_system TO ${name}`)
  expect(await sentence(stranger())).toMatch(/without BYPASSRLS/)
  await asOwner(`ALTER ROLE ${name} BYPASSRLS`)
  expect(await sentence(stranger())).toBe("none")
})
