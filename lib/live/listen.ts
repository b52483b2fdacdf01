import "server-only"
import pg from "pg"
import { env } from "@/lib/env"
import { log } from "@/lib/log"
import { SECOND_MS } from "@/lib/time"
import { LIVE_CHANNEL, type LiveEvent } from "./publish"

/**
 * `ready`: everything is heard; `interrupted`: nothing is for now; `resync`: it is again, and
 * something may be missed.
 */
export type LiveSignal = LiveEvent | "ready" | "interrupted" | "resync" | "closing"
type Listener = (signal: LiveSignal) => void

const RETRY_MS = 2 * SECOND_MS
const held = globalThis as typeof globalThis & {
  doselineLive?: { listeners: Set<Listener>; hearing: "not yet" | "connecting" | "yes" | "away" }
}

function state() {
  held.doselineLive ??= { listeners: new Set(), hearing: "not yet" }
  return held.doselineLive
}

/**
 * Hears every live event of this Postgres, and first whether it can: `ready`, `interrupted`, or
 * `resync` once the first connection of this process stands. Returns how to stop.
 */
export function listen(listener: Listener): () => void {
  const live = state()
  live.listeners.add(listener)
  if (live.hearing === "yes") listener("ready")
  if (live.hearing === "away") listener("interrupted")
  if (live.hearing === "not yet") {
    live.hearing = "connecting"
    connect()
  }
  return () => live.listeners.delete(listener)
}

/** Ends every stream, since an open one would hold up the server's shutdown. */
export function closeAll(): void {
  tell("closing")
}

function tell(signal: LiveSignal): void {
  for (const listener of state().listeners) listener(signal)
}

async function connect(): Promise<void> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    options: "-c role=doseline_app",
    connectionTimeoutMillis: 5 * SECOND_MS,
    keepAlive: true,
  })
  let isOver = false
  const again = (error?: Error) => {
    if (isOver) return
    isOver = true
    if (error) log.warn({ err: error }, "live events are interrupted")
    client.end().catch(() => {})
    if (state().hearing !== "away") tell("interrupted")
    state().hearing = "away"
    setTimeout(connect, RETRY_MS).unref()
  }
  client.on("error", again)
  client.on("end", () => again())
  client.on("notification", ({ payload }) => {
    if (payload) tell(JSON.parse(payload) as LiveEvent)
  })
  try {
    await client.connect()
    await client.query(`LISTEN ${LIVE_CHANNEL}`)
    state().hearing = "yes"
    tell("resync")
  } catch (error) {
    again(error instanceof Error ? error : undefined)
  }
}
