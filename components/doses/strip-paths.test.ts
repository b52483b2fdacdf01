import { expect, it } from "vitest"
import { stripCounts, stripShapes } from "@/components/doses/strip-paths"

it("makes one shape of all doses of a state", () => {
  const { rows, shapes } = stripShapes([["taken_on_time", "no_response"], ["taken_on_time"], []])
  expect(rows).toBe(2)
  expect(shapes.map((shape) => shape.state)).toEqual(["taken_on_time", "no_response"])
  expect(shapes[0]?.ink.match(/M/g)).toHaveLength(2)
})

it("tells a crowded day by its most pressing dose", () => {
  const { rows, shapes } = stripShapes([
    ["taken_on_time", "taken_on_time", "not_taken", "no_response"],
    ["taken_on_time", "taken_late", "taken_on_time", "excused"],
  ])
  expect(rows).toBe(1)
  expect(shapes.map((shape) => shape.state)).toEqual(["not_taken", "taken_late"])
})

it("counts what the strip shows, the most frequent first", () => {
  expect(stripCounts([["no_response"], ["taken_late"], ["taken_late"]])).toEqual([
    ["taken_late", 2],
    ["no_response", 1],
  ])
  expect(stripCounts([[], []])).toEqual([])
})
