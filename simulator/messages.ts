import { randomUUID } from "node:crypto"
import type { Queryable, World } from "./world"

export type PhoneMessage = {
  id: string
  number: string
  direction: "toPhone" | "fromPhone"
  body: string
  at: number
  messageId: string | null
  /** delivered; lost: BioT found nobody, or several, or could not reach the plugin. */
  status: "delivered" | "sending" | "lost"
  reason: string | null
}

type Row = Omit<PhoneMessage, "at" | "messageId"> & { at: string; message_id: string | null }

const COLUMNS = "id, number, direction, body, at, message_id, status, reason"

function fromRow({ message_id, at, ...row }: Row): PhoneMessage {
  return { ...row, at: Number(at), messageId: message_id }
}

export async function addMessage(
  world: World,
  message: Pick<PhoneMessage, "number" | "direction" | "body" | "status"> & { messageId?: string },
): Promise<PhoneMessage> {
  const { rows } = await world.pool.query<Row>(
    `INSERT INTO messages (id, number, direction, body, at, message_id, status)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
    [
      randomUUID(),
      message.number,
      message.direction,
      message.body,
      Date.now(),
      message.messageId ?? null,
      message.status,
    ],
  )
  return announce(world, rows[0])
}

export async function settleMessage(
  world: World,
  id: string,
  status: PhoneMessage["status"],
  reason: string | null,
): Promise<void> {
  const { rows } = await world.pool.query<Row>(
    `UPDATE messages SET status = $2, reason = $3 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, status, reason],
  )
  if (rows[0]) announce(world, rows[0])
}

function announce(world: World, row: Row | undefined): PhoneMessage {
  if (!row) throw new Error("The message was not stored")
  const message = fromRow(row)
  world.live.publish({ type: "message", number: message.number, message })
  return message
}

export async function listMessages(db: Queryable, number: string): Promise<PhoneMessage[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM messages WHERE number = $1 ORDER BY seq`,
    [number],
  )
  return rows.map(fromRow)
}

/** The newest messages of every phone, oldest first. */
export async function listRecentMessages(db: Queryable, perPhone: number) {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM (
       SELECT *, row_number() OVER (PARTITION BY number ORDER BY seq DESC) AS nth FROM messages
     ) AS numbered WHERE nth <= $1 ORDER BY seq`,
    [perPhone],
  )
  return rows.map(fromRow)
}

/** Every text that BioT accepted for sending, oldest first. */
export async function listSent(db: Queryable): Promise<PhoneMessage[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM messages WHERE direction = 'toPhone' ORDER BY seq`,
  )
  return rows.map(fromRow)
}

export async function lastMessageIdTo(db: Queryable, number: string): Promise<string | null> {
  const { rows } = await db.query(
    `SELECT message_id FROM messages
     WHERE number = $1 AND direction = 'toPhone' AND message_id IS NOT NULL ORDER BY seq DESC LIMIT 1`,
    [number],
  )
  return rows[0]?.message_id ?? null
}
