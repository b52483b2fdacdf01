import "server-only"
import type { FhirResource, Role } from "@/db/enums"

declare const minted: unique symbol
type Minted<T> = Readonly<T> & { readonly [minted]: true }

/** Authority to act in one organization. Only the four functions below make one. */
export type StaffContext = Minted<{
  kind: "staff"
  organizationId: string
  staffId: string
  role: Role
  sessionId: string
  traceId: string
}>
export type PluginContext = Minted<{ kind: "plugin"; organizationId: string; traceId: string }>
export type SystemContext = Minted<{
  kind: "system"
  organizationId: string
  job: string
  traceId: string
}>
/** Authority to read and nothing else: no permission that changes anything is an API token's. */
export type ApiContext = Minted<{
  kind: "api"
  organizationId: string
  tokenId: string
  scopes: readonly FhirResource[]
  /** Whether it may read what patients and staff wrote. */
  readsTexts: boolean
  traceId: string
}>
export type Context = StaffContext | PluginContext | SystemContext | ApiContext

/** For `lib/auth/session.ts` alone: a session that was just checked against the database. */
export function mintStaffContext(fields: {
  organizationId: string
  staffId: string
  role: Role
  sessionId: string
  traceId: string
}): StaffContext {
  return { kind: "staff", ...fields } as StaffContext
}

/** For the plugin endpoint alone: a call whose token was just verified. */
export function mintPluginContext(organizationId: string, traceId: string): PluginContext {
  return { kind: "plugin", organizationId, traceId } as PluginContext
}

/** For the worker's jobs and the seed: an organization that the job was told to work on. */
export function mintSystemContext(
  organizationId: string,
  job: string,
  traceId: string,
): SystemContext {
  return { kind: "system", organizationId, job, traceId } as SystemContext
}

/** For `lib/api-tokens/check.ts` alone: a token that was just found, alive, in the database. */
export function mintApiContext(fields: {
  organizationId: string
  tokenId: string
  scopes: readonly FhirResource[]
  readsTexts: boolean
  traceId: string
}): ApiContext {
  return { kind: "api", ...fields } as ApiContext
}

/** Who acts, as the audit names them. */
export function actorOf(ctx: Context): { kind: Context["kind"]; id: string } {
  if (ctx.kind === "staff") return { kind: "staff", id: ctx.staffId }
  if (ctx.kind === "api") return { kind: "api", id: ctx.tokenId }
  return { kind: ctx.kind, id: ctx.kind === "plugin" ? "biot" : ctx.job }
}
