import { randomUUID } from "node:crypto"
import { beforeEach, describe, expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { type ArrangedClinic, fixtures } from "@/db/testing/fixtures"
import { mintStaffContext } from "@/lib/auth/context"
import { EVERYBODY } from "@/lib/patients/listing"
import { changeView, deleteView, saveView } from "./mutations"
import { savedViewsOf } from "./queries"
import { MOST_VIEWS } from "./view"

const test = testDatabase()
const arrange = fixtures(test)
let clinic: ArrangedClinic
beforeEach(async () => {
  clinic = await arrange.clinic()
})

const LOW = { ...EVERYBODY, band: ["low" as const], sort: "reported" as const }
const me = () => mintStaffContext(clinic.clinician)
const save = (name = "Mondays", viewId: string = randomUUID()) =>
  saveView(me(), { viewId, name, query: LOW })
const audited = async () =>
  (
    await test
      .owner()
      .query(
        "SELECT verb, details, patient_id FROM audit WHERE organization_id = $1 ORDER BY at, id",
        [clinic.organization.id],
      )
  ).rows

describe("saveView", () => {
  it("keeps filters and order for its owner alone, and its name out of the audit", async () => {
    const [view] = await save(" Mondays ")
    expect(view).toMatchObject({ name: "Mondays", query: LOW, isDefault: false })
    expect(await savedViewsOf(me())).toEqual([view])
    expect(await savedViewsOf(mintStaffContext(clinic.coordinator))).toEqual([])
    const entries = await audited()
    expect(entries).toMatchObject([{ verb: "view.saved", patient_id: null }])
    expect(JSON.stringify(entries)).not.toContain("Mondays")
  })

  it("saves one view however often it is pressed", async () => {
    const viewId = randomUUID()
    await Promise.all([save("Mondays", viewId), save("Mondays", viewId)])
    expect(await savedViewsOf(me())).toHaveLength(1)
  })

  it("is a conflict when the name is taken, whatever its case, or there are too many", async () => {
    await save()
    await expect(save("MONDAYS")).rejects.toMatchObject({ code: "conflict", field: "name" })
    for (let n = 1; n < MOST_VIEWS; n += 1) await save(`View ${n}`)
    await expect(save("One more")).rejects.toMatchObject({ code: "conflict" })
  })

  it("refuses what is no filter, and keeps nothing of what was searched for", async () => {
    const query = { ...LOW, q: "Vance", band: ["great"] } as never
    await expect(saveView(me(), { viewId: randomUUID(), name: "x", query })).rejects.toThrow()
    const searched = { ...LOW, q: "Vance" }
    await saveView(me(), { viewId: randomUUID(), name: "x", query: searched })
    const { rows } = await test.owner().query("SELECT query::text FROM saved_views")
    expect(JSON.stringify(rows)).not.toContain("Vance")
  })

  it("reads what an older version saved without the filters that are gone", async () => {
    const [view] = await save()
    await test
      .owner()
      .query("UPDATE saved_views SET query = $2 WHERE id = $1", [
        ...[view?.id, { band: ["low"], flag: ["on_the_moon"], star: [1] }],
      ])
    expect(await savedViewsOf(me())).toMatchObject([{ query: { ...EVERYBODY, band: ["low"] } }])
  })
})

describe("changeView", () => {
  it("renames, narrows anew, and makes one the default at a time", async () => {
    const [one] = await save()
    const views = await save("Fridays")
    const two = views.find(({ name }) => name === "Fridays")
    const viewId = one?.id ?? ""
    await changeView(me(), { viewId, isDefault: true })
    const after = await changeView(me(), { viewId: two?.id ?? "", isDefault: true })
    expect(after.map(({ isDefault }) => isDefault)).toEqual([false, true])
    const last = await changeView(me(), { viewId, name: "Tuesdays", query: EVERYBODY })
    expect(last[0]).toEqual({ id: viewId, name: "Tuesdays", query: EVERYBODY, isDefault: false })
    expect((await audited()).at(-1)).toMatchObject({ details: { fields: ["name", "query"] } })
  })

  it("is a conflict when another view has the name, and none when it is its own", async () => {
    const [one] = await save()
    await save("Fridays")
    const viewId = one?.id ?? ""
    await expect(changeView(me(), { viewId, name: "fridays" })).rejects.toMatchObject({
      code: "conflict",
    })
    expect((await changeView(me(), { viewId, name: "mondays" }))[0]?.name).toBe("mondays")
  })
})

describe("deleteView", () => {
  it("takes a view away, once", async () => {
    const [view] = await save()
    const viewId = view?.id ?? ""
    expect(await deleteView(me(), { viewId })).toEqual([])
    await expect(deleteView(me(), { viewId })).rejects.toMatchObject({ code: "not_found" })
  })
})

it("nobody but its owner changes or deletes a view, in no organization", async () => {
  const [view] = await save()
  const viewId = view?.id ?? ""
  const elsewhere = (await arrange.clinic()).clinician
  for (const who of [clinic.admin, elsewhere]) {
    const ctx = mintStaffContext(who)
    await expect(changeView(ctx, { viewId, name: "Mine" })).rejects.toMatchObject({
      code: "not_found",
    })
    await expect(deleteView(ctx, { viewId })).rejects.toMatchObject({ code: "not_found" })
  }
  // Its id is taken for a colleague; it says nothing of whose it is.
  const colleague = mintStaffContext(clinic.admin)
  await expect(saveView(colleague, { viewId, name: "Mine", query: LOW })).rejects.toMatchObject({
    code: "conflict",
  })
  expect(await savedViewsOf(me())).toEqual([view])
})

it("whoever lost their role keeps nothing", async () => {
  await test
    .owner()
    .query("UPDATE staff SET is_enabled = false WHERE id = $1", [clinic.clinician.staffId])
  await expect(save()).rejects.toMatchObject({ code: "forbidden" })
})
