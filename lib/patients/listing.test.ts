import { describe, expect, it } from "vitest"
import { addressOf, addressWithin, askedQuery, EVERYBODY, isSameQuery, queryOf } from "./listing"

const query = (address: string) => queryOf(new URLSearchParams(address))
const LOW = { ...EVERYBODY, band: ["low" as const] }

describe("an address of the list", () => {
  it.each([
    ["", {}],
    ["filter=attention", { attention: true }],
    ["filter=unread", { flag: ["unread"] }],
    ["filter=mine&sort=name", { assignee: ["me"], sort: "name" }],
    ["filter=opted_out&flag=safety", { flag: ["opted_out", "safety"] }],
    ["band=low&band=fair&band=low&band=great", { band: ["fair", "low"] }],
    [
      "medication=Metformin%2C+retard&language=de&language=DE",
      {
        ...{ medication: ["Metformin, retard"], language: ["de"] },
      },
    ],
    ["country=DE&country=germany&trend=falling&sort=luck", { country: ["DE"], trend: ["falling"] }],
    ["assignee=nobody&assignee=robert'); drop table", { assignee: ["nobody"] }],
    ["q=Vance&filter=all", {}],
  ])("%s", (address, narrowed) => {
    expect(query(address)).toEqual({ ...EVERYBODY, ...narrowed })
  })

  it("says the same again, in one order whatever was ticked first", () => {
    const asked = query("flag=safety&flag=unread&band=low&sort=reported&filter=attention")
    expect(queryOf(addressOf(asked))).toEqual(asked)
    expect(isSameQuery(asked, { ...asked, flag: [...asked.flag].reverse() })).toBe(true)
    expect(isSameQuery(asked, LOW)).toBe(false)
    expect(addressOf(EVERYBODY).toString()).toBe("")
  })

  it("that is empty means the person's default view, until everybody is asked for", () => {
    const at = (address: string) => askedQuery(new URLSearchParams(address), LOW)
    expect(at("")).toEqual(LOW)
    expect(at("show=all")).toEqual(EVERYBODY)
    expect(at("band=good")).toMatchObject({ band: ["good"] })
    expect(askedQuery(new URLSearchParams(), null)).toEqual(EVERYBODY)
    expect(addressWithin(EVERYBODY, LOW).toString()).toBe("show=all")
    expect(addressWithin(EVERYBODY, null).toString()).toBe("")
    expect(addressWithin(LOW, LOW).toString()).toBe("band=low")
  })
})
