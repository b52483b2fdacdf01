import "server-only"
import pg from "pg"
import { env } from "@/lib/env"
import { log } from "@/lib/log"
import { SECOND_MS } from "@/lib/time"
import { LIVE_CHANNEL, type LiveEvent } from "./publish"

/** `interrupted`: nothing is heard for now; `resync`: it is again, and something may be missed. */
export type LiveSignal = LiveEvent | "interrupted" | "resync" | "closing"
type Listener = (signal: LiveSignal) => void

const RETRY_MS = 2 * SECOND_MS
const held = globalThis as typeof globalThis & {
  doselineLive?: { listeners: Set<Listener>; started: boolean; isAway: boolean }
}

function state() {
  held.doselineLive ??= { listeners: new Set(), started: false, isAway: false }
  return held.doselineLive
}

/** Hears every live event of this Postgres; returns how to stop. One connection per process. */
export function listen(listener: Listener): () => void {
  const live = state()
  live.listeners.add(listener)
  if (!live.started) {
    live.started = true
    connect()
  }
  if (live.isAway) listener("interrupted")
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
    if (!state().isAway) tell("interrupted")
    state().isAway = true
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
    if (state().isAway) tell("resync")
    state().isAway = false
  } catch (error) {
    again(error instanceof Error ? error : undefined)
  }
}
