const FORMULA = /^\s*[=+\-@\t\r]/u
const NEEDS_QUOTES = /[",\r\n]/u

/**
 * Rows as RFC 4180 has them: CRLF after each, quotes doubled. A cell that a spreadsheet would run as
 * a formula begins with an apostrophe. Source: OWASP, CSV injection.
 */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")
}

function cell(value: string | number | null): string {
  if (value === null) return ""
  const text = String(value)
  const safe = typeof value === "string" && FORMULA.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
