import "server-only"
import {
  and,
  asc,
  count,
  eq,
  gt,
  gte,
  ilike,
  inArray,
  isNotNull,
  isNull,
  lt,
  or,
  type SQL,
} from "drizzle-orm"
import type { Transaction } from "@/db/client"
import { patients } from "@/db/schema"
import type { After } from "./cursor"
import { uuidsOf } from "./ids"
import type { PatientFacts } from "./patient"
import type { Search } from "./search"

/** People in the order of their ids, `limit` at most, after `after`. */
export async function patientFacts(
  tx: Transaction,
  search: Search,
  { after, limit }: { after: After | null; limit: number },
): Promise<PatientFacts[]> {
  const rows = await tx
    .select()
    .from(patients)
    .where(and(wanted(search), after ? gt(patients.id, after.id) : undefined))
    .orderBy(asc(patients.id))
    .limit(limit)
  return rows.map(({ deletedAt, ...row }) => ({ ...row, isDeleted: deletedAt !== null }))
}

/** How many people a search finds, in all of the organization. */
export async function countPatients(tx: Transaction, search: Search): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(patients).where(wanted(search))
  return row?.n ?? 0
}

function wanted(search: Search): SQL | undefined {
  const { ids, dates, isActive, identifier, phone, name } = search
  const isActiveSql = and(eq(patients.isEnabled, true), isNull(patients.deletedAt))
  return and(
    ids ? inArray(patients.id, uuidsOf(ids)) : undefined,
    identifier === null ? undefined : inArray(patients.id, uuidsOf([identifier])),
    typeof dates?.from === "number" ? gte(patients.syncedAt, dates.from) : undefined,
    typeof dates?.to === "number" ? lt(patients.syncedAt, dates.to) : undefined,
    isActive === true ? isActiveSql : undefined,
    isActive === false
      ? or(eq(patients.isEnabled, false), isNotNull(patients.deletedAt))
      : undefined,
    phone ? or(eq(patients.phone, phone), eq(patients.additionalPhone, phone)) : undefined,
    name ? or(begins(patients.firstName, name), begins(patients.lastName, name)) : undefined,
  )
}

/** R4: a string matches what begins with it, whatever the case. */
function begins(column: typeof patients.firstName | typeof patients.lastName, text: string): SQL {
  return ilike(column, `${text.replace(/[\\%_]/g, "\\$&")}%`)
}
