import { expect, it } from "vitest"
import { csvOf } from "./csv"

it("writes rows as RFC 4180 has them", () => {
  expect(
    csvOf([
      ["Patient", "Parts"],
      ['O"Neill, Ada', 2],
      ["two\r\nlines", null],
      ["", 0],
    ]),
  ).toBe('Patient,Parts\r\n"O""Neill, Ada",2\r\n"two\r\nlines",\r\n,0\r\n')
})

it.each([
  ["=1+1", "'=1+1"],
  ["+12025550123", "'+12025550123"],
  ["-2", "'-2"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["  =1", "'  =1"],
  ["\r=1", '"\'\r=1"'],
  ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  ["Jean-Luc @ home", "Jean-Luc @ home"],
])("keeps a spreadsheet from running %j", (given, written) => {
  expect(csvOf([[given]])).toBe(`${written}\r\n`)
})

it("leaves numbers alone", () => {
  expect(csvOf([[-2, 3]])).toBe("-2,3\r\n")
})
