import { beforeAll, describe, expect, it, vi } from "vitest"
import { directoryWorld } from "@/db/testing/directory-world"
import { withinRequest } from "@/db/testing/request-scope"
import { signInPeople } from "@/db/testing/sign-in-people"
import { pullDirectory } from "@/lib/directory/pull"
import { MINUTE_MS } from "@/lib/time"
import { GET, POST } from "../api/auth/[...nextauth]/route"
import NoRolePage from "./page"

const world = directoryWorld({ NEXTAUTH_URL: "http://portal.test" })
const { query } = world
const { someone } = signInPeople(world, { GET, POST })
const COOKIE = "doseline.refused"
const [lakeside, nordlicht] = world.organizationIds()
const template = { _template: { name: "Volunteer" } }

beforeAll(async () => {
  await pullDirectory({ now: Date.now() })
  const roles = {
    defaults: { caregiver: "clinician", "organization-user": "none" },
    templates: [{ kind: "organization-user", template: "OrganizationAdmin", choice: "admin" }],
  }
  await query("UPDATE organizations SET settings = $1", [JSON.stringify({ roles })])
})

/** What the page shows a browser with this cookie; where it leads instead. */
async function open(value: string | undefined): Promise<string> {
  const headers: Record<string, string> = value ? { cookie: `${COOKIE}=${value}` } : {}
  return withinRequest({ as: null, headers }, NoRolePage).then(
    (node) => JSON.stringify(node),
    (error: { digest?: string }) => error.digest ?? "failed",
  )
}

describe("who has no role", () => {
  it("is told whom to ask of their own organization, and nothing is opened for them", async () => {
    const person = await someone({ entity: template })
    const answer = await person.first()
    expect(answer.error).toBe("no_role")
    expect(answer.text).not.toContain("Alex")
    const header = answer.set.find((each) => each.startsWith(COOKIE)) ?? ""
    expect(header).toMatch(/; Max-Age=600; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(decodeURIComponent(header)).not.toContain(lakeside ?? "")
    const shown = await open(person.cookies.get(COOKIE))
    for (const word of ["Lakeside Heart Clinic", "Alex Morgan", "Robin Vale", "Volunteer"]) {
      expect(shown).toContain(word)
    }
    for (const word of ["Katrin", "Jordan", "Emma"]) expect(shown).not.toContain(word)
    expect(await query("SELECT 1 FROM sessions WHERE staff_id = $1", [person.id])).toEqual([])
    const [entry] = await query("SELECT verb, details FROM audit WHERE subject_id = $1", [
      person.id,
    ])
    expect(entry).toEqual({ verb: "sign_in_refused", details: { reason: "no_role" } })
  })

  it("sees no name that BioT does not share, and a way on where no admin is known", async () => {
    await query("UPDATE staff SET role = NULL WHERE organization_id = $1", [nordlicht])
    const home = { _ownerOrganization: { id: nordlicht, name: "x" } }
    const person = await someone({ entity: { ...template, ...home, _name: null } })
    await person.first()
    const shown = await open(person.cookies.get(COOKIE))
    expect(shown).toContain("Nordlicht Praxis")
    expect(shown).toContain('"admins":[]')
    expect(shown).not.toContain("Alex")
  })

  it("hears when a role was given meanwhile, and nothing after ten minutes or once disabled", async () => {
    const person = await someone({ entity: template })
    await person.first()
    const cookie = person.cookies.get(COOKIE)
    await query("UPDATE staff SET role = 'clinician' WHERE id = $1", [person.id])
    expect(await open(cookie)).toContain('"hasRole":true')
    const later = Date.now() + 11 * MINUTE_MS
    vi.spyOn(Date, "now").mockReturnValue(later)
    expect(await open(cookie)).toContain("/sign-in")
    vi.restoreAllMocks()
    await query("UPDATE staff SET is_enabled = false WHERE id = $1", [person.id])
    expect(await open(cookie)).toContain("/sign-in")
  })

  it("is forgotten at the next attempt", async () => {
    const person = await someone({ entity: template })
    await person.first()
    expect(person.cookies.has(COOKIE)).toBe(true)
    await person.step({ username: person.username, password: "wrong" })
    expect(person.cookies.has(COOKIE)).toBe(false)
  })
})

describe("nobody else", () => {
  it("is told anything: no patient, no wrong password, no made-up cookie", async () => {
    const patient = await someone({ kind: "patient" })
    expect((await patient.first()).error).toBe("patient")
    expect(patient.cookies.has(COOKIE)).toBe(false)
    expect(await query("SELECT 1 FROM staff WHERE id = $1", [patient.id])).toEqual([])
    const stranger = await someone({ entity: template })
    await stranger.step({ username: stranger.username, password: "wrong" })
    expect(stranger.cookies.has(COOKIE)).toBe(false)
    const mfa = await someone({ entity: { ...template, _mfa: { enabled: true } } })
    expect((await mfa.first()).error).toMatch(/^mfa_required/)
    const sealedForCodes = mfa.cookies.get("doseline.second-step")
    for (const cookie of [undefined, "x", sealedForCodes, "%7B%7D", "%E0%A4%A"]) {
      expect(await open(cookie)).toContain("/sign-in")
    }
  })
})
