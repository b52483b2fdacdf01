import { BiotError } from "@/lib/biot/error"
import type { ContractWorld } from "./world"

/** What is tried at every endpoint that the client calls. */
export const FAULTS = [
  "error400",
  "tokenNotValid",
  "accessDenied",
  "error404",
  "error429",
  "error500",
  "error504",
  "reset",
  "notJson",
  "empty",
] as const
export type Fault = (typeof FAULTS)[number] | "silent"

export const is = (fault: Fault, ...some: Fault[]) => some.includes(fault)

/** One function of the client, and what it makes of the endpoint's answers. */
export type Row = {
  /** As exported by `lib/biot`. */
  name: string
  /** By the simulator's name of it. */
  endpoint: string
  run: (world: ContractWorld) => Promise<() => Promise<unknown>>
  succeeds: unknown
  under: (fault: Fault) => unknown
}

type Wish<T> = {
  /** What the call needs, done while nothing is wrong. */
  before?: (world: ContractWorld) => Promise<T>
  call: (needed: T) => Promise<unknown>
  succeeds: unknown
  /** Left out: it throws what `callBiot` throws. */
  under?: (fault: Fault) => unknown
}

export function row<T>(name: string, endpoint: string, wish: Wish<T>): Row {
  return {
    ...{ name, endpoint, succeeds: wish.succeeds, under: wish.under ?? thrown },
    run: async (world) => {
      const needed = wish.before ? await wish.before(world) : undefined
      return () => wish.call(needed as T)
    },
  }
}

const KINDS: Record<Fault, { kind: string; status: number | null }> = {
  error400: { kind: "refused", status: 400 },
  tokenNotValid: { kind: "refused", status: 401 },
  accessDenied: { kind: "refused", status: 403 },
  error404: { kind: "refused", status: 404 },
  error429: { kind: "refused", status: 429 },
  error500: { kind: "ambiguous", status: 500 },
  error504: { kind: "ambiguous", status: 504 },
  reset: { kind: "ambiguous", status: null },
  silent: { kind: "ambiguous", status: null },
  notJson: { kind: "bad_shape", status: 200 },
  empty: { kind: "bad_shape", status: 200 },
}

export function thrown(fault: Fault) {
  return { threw: KINDS[fault] }
}

/** What a call gave, or the kind and the status of what it threw. */
export async function outcomeOf(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof BiotError)) throw error
    return { threw: { kind: error.kind, status: error.status } }
  }
}
