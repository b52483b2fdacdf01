import { expect, it } from "vitest"
import { EVERYBODY } from "@/lib/patients/listing"
import { findsTheSame } from "./use-matching-listing"

const all = { ...EVERYBODY, q: "" }

it("holds for another order of the same people, and for nothing else", () => {
  expect(findsTheSame(all, { ...all, sort: "name" } as typeof all)).toBe(true)
  const two = { ...all, flag: ["unread" as const, "safety" as const] }
  expect(findsTheSame(two, { ...two, flag: two.flag.toReversed() })).toBe(true)
  expect(findsTheSame(two, all)).toBe(false)
  expect(findsTheSame(all, { ...all, attention: true })).toBe(false)
  expect(findsTheSame({ ...all, q: "ann" }, { ...all, q: "anna" })).toBe(false)
})
