import fc from "fast-check"
import { expect, test } from "vitest"
import { longestRendering, renderTemplate } from "./template"
import { checkTemplate } from "./template-check"
import { valuesOf } from "./template-values"

test("variables are filled in one pass", () => {
  const values = { firstName: " Ada  {time} ", time: "08:00", organization: "Demo $& Org" }
  expect(renderTemplate("Hi {firstName}, {time}, {organization}, {time}", values)).toEqual({
    ok: true,
    text: "Hi Ada {time}, 08:00, Demo $& Org, 08:00",
  })
})

test.each([
  ["Hi {firstName}", { firstName: null }, "unresolved_variable", "firstName"],
  ["Hi {firstName}", { firstName: "  " }, "unresolved_variable", "firstName"],
  ["At {time}", {}, "unresolved_variable", "time"],
  ["Hi {name}", {}, "unknown_variable", "name"],
  ["Hi {FirstName}", { firstName: "Ada" }, "unknown_variable", "FirstName"],
  ["Hi {constructor}", {}, "unknown_variable", "constructor"],
  ["Hi {firstName you", { firstName: "Ada" }, "unknown_variable", "{firstName"],
  ["Hi {{firstName}}", { firstName: "Ada" }, "unknown_variable", "{}"],
  ["Hi }", {}, "unknown_variable", "}"],
])("%j with %j is not sent: %s %s", (body, values, reason, variable) => {
  const rendered = renderTemplate(body, values)
  expect(rendered).toMatchObject({ ok: false, reason, variable })
  expect(!rendered.ok && rendered.sentence).toContain(variable)
})

test("previews show the longest real value, by what it costs", () => {
  const people = [{ firstName: "Bartholomew" }, { firstName: "Яна" }, { firstName: null }]
  const long = `{firstName}${"a".repeat(80)}`
  expect(longestRendering("Hi {firstName}", people)).toBe("Hi Bartholomew")
  expect(longestRendering(long, people)).toBe(`Яна${"a".repeat(80)}`)
  expect(longestRendering("Hi {firstName}", [{}])).toBeNull()
})

test.each([
  ["Reply YES when taken", "YES"],
  ["reply yes or no", "YES"],
  ["Please reply with “Yes” once you have taken it", "YES"],
  ["Reply by sending the message 'NO' if not", "NO"],
  ["Reply 1 if taken or NO if not", "NO"],
  ["Text STOP when you are done", "STOP"],
  ["Send END after the last pill", "END"],
  ["Reply: CANCEL", "CANCEL"],
  ["Answer QUIT.", "QUIT"],
  ["Did you take it? yes/no", "YES"],
  ["YES = taken", "YES"],
  ["Responda NO si no la tomó", "NO"],
  ["Reply STOP", "STOP"],
  ["Reply YES at 8.", "YES"],
  ["Reply yes by noon", "YES"],
])("%j is refused for %s", (body, word) => {
  const problems = checkTemplate(body).filter((problem) => problem.kind === "carrier_word")
  expect(problems.map((problem) => problem.found)).toContain(word)
})

test.each([
  "This is a reminder to take your medication. Reply 1 once you have taken it, 2 if you have not.",
  'Please reply by sending the message "Medication Taken" once you have taken it.',
  "Hi {firstName}, it is {time}. Reply 1 for yes, 2 for no. {organization}",
  "Reply 1 = YES, 2 = NO",
  "Reply 1 if yes, 2 if no.",
  "Reply 1, no later than 9.",
  "There is no need to reply. No reply is needed.",
  "Do not stop taking it. Your course ends at the end of May.",
  "Reply 1 when taken. Reply STOP to opt out.",
  "Call us to cancel your appointment.",
  "Reply 1 by the end of the day. We reply to no questions at night.",
  "2 × 5 and 10 mg",
])("%j passes", (body) => {
  expect(checkTemplate(body)).toEqual([])
})

test.each([
  ["Take ½ now", "½", "half"],
  ["Take 1¼", "¼", "a quarter"],
  ["¾", "¾", "three quarters"],
  ["1⁄2", "1⁄2", "in words"],
  ["5 µg", "µ", "micrograms"],
  ["5 μg", "μ", "micrograms"],
])("%j is refused and words are asked for", (body, found, words) => {
  const [problem] = checkTemplate(body)
  expect(problem).toMatchObject({ kind: "symbol", found })
  expect(problem?.sentence).toContain(words)
})

test("an empty template and an unknown variable are refused", () => {
  expect(checkTemplate(" \n").map((problem) => problem.kind)).toEqual(["empty"])
  expect(checkTemplate("Hi {drug}")).toMatchObject([{ kind: "unknown_variable", found: "drug" }])
})

test("nothing throws, and a template that passes renders without a brace of its own", () => {
  const body = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(fc.constantFrom("{firstName}", "{", "}", "reply ", "YES ", "or ", "½", "{x}"))
      .map((p) => p.join("")),
  )
  fc.assert(
    fc.property(body, (text) => {
      const rendered = renderTemplate(text, {
        firstName: "Ada",
        time: "08:00",
        organization: "Demo",
      })
      const unknown = checkTemplate(text).some((problem) => problem.kind === "unknown_variable")
      if (text.trim() !== "") expect(rendered.ok).toBe(!unknown)
      if (rendered.ok) expect(rendered.text).not.toMatch(/[{}]/u)
    }),
    { numRuns: 2_000 },
  )
})

test("a medicine is named only where the organization allows it", () => {
  const body = "Time for {medicine}. Reply 1 once you have taken it."
  expect(checkTemplate(body)).toMatchObject([{ kind: "medicine", found: "medicine" }])
  expect(checkTemplate(body, { namesMedicines: true })).toEqual([])
  const listed = (namesMedicines: boolean) =>
    checkTemplate("Hi {drug}", { namesMedicines })[0]?.sentence.includes("{medicine}")
  expect([listed(true), listed(false)]).toEqual([true, false])
  const rendered = renderTemplate(body, { medicine: null })
  expect(rendered).toMatchObject({ ok: false, reason: "unresolved_variable" })
})

test("values come from the doses asked about, each medicine once", () => {
  const dose = (medication: string, dueAt: string) => ({ medication, dueAt: Date.parse(dueAt) })
  const facts = {
    ...{ firstName: "Ada", organizationName: "Demo", timeZone: "Asia/Tokyo", namesMedicines: true },
    doses: [
      dose("Metformin", "2026-11-03T23:00:00Z"),
      dose("Aspirin", "2026-11-03T23:30:00Z"),
      dose("Metformin", "2026-11-04T03:00:00Z"),
    ],
  }
  const named = { firstName: "Ada", organization: "Demo", time: "08:00" }
  expect(valuesOf(facts)).toEqual({ ...named, medicine: "Metformin, Aspirin" })
  expect(valuesOf({ ...facts, namesMedicines: false })).toEqual({ ...named, medicine: null })
  expect(valuesOf({ ...facts, doses: [] })).toMatchObject({ time: null, medicine: null })
})
