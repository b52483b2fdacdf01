import { beforeAll, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { fixtures } from "@/db/testing/fixtures"
import { mintStaffContext, type StaffContext } from "@/lib/auth/context"
import { checkBatch } from "@/lib/batches/check-queries"
import { consentCandidates } from "@/lib/consent/many-queries"
import { messageLog } from "@/lib/messages/log-queries"
import { NO_FILTERS } from "@/lib/messages/log-schema"
import { recentDecisions } from "@/lib/review/decided-queries"
import { reviewQueue } from "@/lib/review/queries"
import { todayFor } from "@/lib/staff/today"
import { followUpList } from "@/lib/tasks/list-queries"
import { ALL_FOLLOW_UPS } from "@/lib/tasks/listed"
import { safetyBoard } from "@/lib/tasks/safety-queries"
import { patientsPage } from "./queries"
import { patientsPageSchema } from "./schema"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: Awaited<ReturnType<typeof arrange.clinic>>
beforeAll(async () => {
  clinic = await arrange.clinic()
})

const chosen = () => ({ kind: "listed" as const, patientIds: [clinic.patient.id] })
const LISTS: Record<string, (ctx: StaffContext) => Promise<unknown>> = {
  patients: (ctx) => patientsPage(ctx, patientsPageSchema.parse({}), Date.now()),
  messages: (ctx) => messageLog(ctx, NO_FILTERS, null),
  "what waits in Review": (ctx) => reviewQueue(ctx, "all", Date.now()),
  "what was decided": (ctx) => recentDecisions(ctx, Date.now()),
  "those who would get a text to many": (ctx) =>
    checkBatch(ctx, { choice: chosen(), about: "nothing", body: "Hello" }),
  "those whose consent is recorded": (ctx) => consentCandidates(ctx, { choice: chosen() }),
  "follow-ups": (ctx) => followUpList(ctx, ALL_FOLLOW_UPS, Date.now()),
  "cries for help": (ctx) => safetyBoard(ctx, Date.now()),
  Today: (ctx) => todayFor(ctx, Date.now()),
}

describe.each(Object.entries(LISTS))("the list of %s", (_, read) => {
  it("leaves who read it in the audit, once within ten minutes", async () => {
    const reader = await arrange.staff(clinic.organization.id, "coordinator")
    for (const ctx of [mintStaffContext(reader), mintStaffContext(reader)]) await read(ctx)
    const sql = "SELECT verb, patient_id FROM audit WHERE actor_id = $1"
    const { rows } = await test.owner().query(sql, [reader.staffId])
    expect(rows).toEqual([{ verb: "patient_names_read", patient_id: null }])
  })
})
