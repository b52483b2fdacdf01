import { SECOND_MS } from "./clock"
import { CALL_FAULTS, takeFaults } from "./faults"
import { type PluginEvent, payloadOf } from "./payload"
import type { World } from "./world"

/** How long a reply waits to be overtaken before it goes all the same. */
const OVERTAKE_MS = 20 * SECOND_MS

/** `answers` holds one HTTP status per call made at once, 0 for no answer at all. */
export type CallResult = { subscribed: number; answers: number[]; delayedMs: number }

type Call = { text: string; traceparent: string | null }

async function post(url: string, { text, traceparent }: Call, timeoutMs: number) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        hooktype: "NOTIFICATION",
        ...(traceparent ? { traceparent } : {}),
      },
      body: text,
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.body?.cancel()
    return response.status
  } catch {
    return 0
  }
}

async function endpointsFor(world: World, { kind, actionName, entity }: PluginEvent) {
  const { rows } = await world.pool.query<{ endpoint: string }>(
    `SELECT endpoint FROM subscriptions
      WHERE entity_type_name = $1 AND action_name = $2
        AND (template_name IS NULL OR template_name = $3::jsonb #>> '{_template,name}') ORDER BY seq`,
    [kind, actionName, JSON.stringify(entity)],
  )
  return rows.map((row) => row.endpoint)
}

function later(world: World, ms: number, work: () => void): NodeJS.Timeout {
  const timer = setTimeout(() => {
    world.pending.delete(timer)
    work()
  }, ms)
  world.pending.add(timer)
  return timer
}

/** Until another call has gone first, or nobody came. */
function holdBack(world: World, ms: number, deliver: () => void): void {
  const go = () => {
    if (world.overtaken === go) world.overtaken = null
    clearTimeout(timer)
    world.pending.delete(timer)
    deliver()
  }
  const timer = later(world, ms, go)
  world.overtaken = go
}

/**
 * Calls every plugin subscribed to the event once, whatever it answers, as BioT does. `settle` hears
 * the answers of a call that was delayed or held back.
 */
export async function callSubscribers(
  world: World,
  event: PluginEvent,
  settle: (answers: number[]) => void = () => {},
): Promise<CallResult> {
  const endpoints = await endpointsFor(world, event)
  if (endpoints.length === 0) return { subscribed: 0, answers: [], delayedMs: 0 }
  const faults = await takeFaults(world, { kinds: CALL_FAULTS, number: event.number })
  const call = payloadOf(world, event, faults)
  const copies = faults.get("duplicates")?.copies ?? (faults.has("duplicates") ? 2 : 1)
  const callAll = () => {
    const urls = endpoints.flatMap((endpoint) => Array<string>(copies).fill(endpoint))
    const timeoutMs = world.settings.hookTimeoutMs
    return Promise.all(urls.map((url) => post(url, call, timeoutMs)))
  }
  const deliverLater = () => void callAll().then(settle)
  const subscribed = endpoints.length
  const delayedMs = Math.max(0, faults.get("delay")?.ms ?? 0)
  if (delayedMs > 0) {
    later(world, delayedMs, deliverLater)
    return { subscribed, answers: [], delayedMs }
  }
  if (faults.has("reorder") && !world.overtaken) {
    const ms = faults.get("reorder")?.ms ?? OVERTAKE_MS
    holdBack(world, ms, deliverLater)
    return { subscribed, answers: [], delayedMs: ms }
  }
  const answers = await callAll()
  if (event.number) world.overtaken?.()
  return { subscribed, answers, delayedMs: 0 }
}
