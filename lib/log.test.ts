import { DrizzleQueryError } from "drizzle-orm"
import { expect, it } from "vitest"
import { createLog, maskPhone } from "./log"

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  write(createLog("info", { write: (line: string) => void lines.push(line) }))
  return lines.join("")
}

const jwt = "eyJhbGciOiJSUzUxMiJ9.eyJleHAiOjF9.c2lnbmF0dXJl"

it("keeps ids, codes and figures", () => {
  const id = "019a1234-5678-7abc-8def-0123456789ab"
  const fields = { messageId: id, code: "ACCESS_DENIED", status: 403, at: 1_732_360_000_000 }
  expect(JSON.parse(logged((log) => log.warn(fields, "a send failed")))).toMatchObject({
    ...fields,
    msg: "a send failed",
  })
})

it("hides texts, names, secrets and phones wherever they stand", () => {
  const line = logged((log) =>
    log.info(
      {
        jwt,
        headers: { authorization: `Bearer ${jwt}`, Cookie: "session=hidden-thing" },
        call: { data: { messageBody: "hidden-thing", originationNumber: "+15550001111" } },
        firstName: "hidden-thing",
        phones: ["+44 20 7946 0958"],
        note: `came from +15550001111 with ${jwt}`,
      },
      "sent to +15550001111 by %s",
      "+15550001111",
    ),
  )
  expect(line).not.toMatch(/hidden-thing|0001111|7946|eyJ/)
  expect(line).toContain("…11")
})

it("hides what an error quotes", () => {
  const query = Object.assign(new Error("Key (phone)=(+15550001111) exists, Ada"), {
    severity: "ERROR",
    code: "23505",
  })
  const wrapped = new Error("could not text +15550001111", { cause: query })
  for (const write of [
    (log: ReturnType<typeof createLog>) => log.error({ err: wrapped }, "failed"),
    (log: ReturnType<typeof createLog>) => log.error(wrapped),
    (log: ReturnType<typeof createLog>) => log.error({ err: query }),
    (log: ReturnType<typeof createLog>) => log.child({ phone: "+15550001111" }).error(query),
  ]) {
    const line = logged(write)
    expect(line).not.toMatch(/0001111|Ada/)
    expect(line).toContain("23505")
  }
})

it("hides what a failed query was asked with, though it has several lines", () => {
  const params = ["+15550001111", "Ada", "I want\n    at last to end it\nAda (Ada:1:2)"]
  const failed = new DrizzleQueryError("select $1", params, new Error("refused"))
  for (const write of [
    (log: ReturnType<typeof createLog>) => log.error({ err: failed }, "failed"),
    (log: ReturnType<typeof createLog>) => log.error({ printed: ["failed:", failed] }),
  ]) {
    const line = logged(write)
    expect(line).not.toMatch(/0001111|Ada|end it/)
    expect(line).toContain("log.test.ts")
    expect(line).toContain("refused")
  }
})

it("masks a phone to its last two digits", () => {
  expect(maskPhone("+15550001111")).toBe("…11")
  expect(maskPhone("1")).toBe("…")
})
