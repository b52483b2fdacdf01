import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import type pg from "pg"
import { inTransaction } from "./database"

const KEY_LOCK = 5_507_302

export type SigningKey = { privateKey: KeyObject; publicKey: KeyObject; publicSpki: string }
export type SigningKeys = { current: SigningKey; previous: SigningKey | null }

type KeyRow = { private_pem: string; public_spki: string }

function generateRow(): KeyRow {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 })
  return {
    private_pem: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    public_spki: pair.publicKey.export({ type: "spki", format: "der" }).toString("base64"),
  }
}

function fromRow(row: KeyRow): SigningKey {
  const privateKey = createPrivateKey(row.private_pem)
  return { privateKey, publicKey: createPublicKey(privateKey), publicSpki: row.public_spki }
}

/** A key that the simulator never published, to forge tokens with. */
export function unknownKey(): SigningKey {
  return fromRow(generateRow())
}

async function insertKey(client: pg.PoolClient) {
  const row = generateRow()
  await client.query("INSERT INTO signing_keys (private_pem, public_spki) VALUES ($1, $2)", [
    row.private_pem,
    row.public_spki,
  ])
}

/** The newest key and the one before; a first one is made when there is none. */
export async function loadKeys(pool: pg.Pool, rotate = false): Promise<SigningKeys> {
  return inTransaction(pool, async (client) => {
    await client.query("SELECT pg_advisory_xact_lock($1)", [KEY_LOCK])
    const read = () =>
      client.query<KeyRow>(
        "SELECT private_pem, public_spki FROM signing_keys ORDER BY seq DESC LIMIT 2",
      )
    let rows = (await read()).rows
    if (rotate || rows.length === 0) {
      await insertKey(client)
      rows = (await read()).rows
    }
    const [current, previous] = rows
    if (!current) throw new Error("No signing key could be stored")
    return { current: fromRow(current), previous: previous ? fromRow(previous) : null }
  })
}
