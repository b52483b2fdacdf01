const REQUEST_TIMEOUT_MS = 5000

/**
 * @param {string} simulator its address
 * @returns {Promise<{ username: string, password: string, displayName: string, role: string, organization: string }[]>}
 */
async function demoPeople(simulator) {
  try {
    const response = await fetch(`${simulator}/simulator/people`, {
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    })
    const { people } = await response.json()
    return people
  } catch {
    return []
  }
}

/** @param {string[][]} rows */
function columns(rows) {
  const widths =
    rows[0]?.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0))) ?? []
  return rows.map((row) =>
    `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`.trimEnd(),
  )
}

/**
 * What somebody who has just started the product needs to know.
 * @param {{ portal: string, simulator: string | null }} addresses
 */
export async function welcome({ portal, simulator }) {
  const lines = ["", "Doseline is running.", ""]
  const addresses = [["Portal", portal]]
  if (simulator) addresses.push(["Phones", simulator])
  lines.push(...columns(addresses))
  const people = simulator ? await demoPeople(simulator) : []
  if (people.length > 0) {
    const rows = people.map((one) => [
      one.role,
      one.username,
      one.password,
      `${one.displayName}, ${one.organization}`,
    ])
    lines.push(
      "",
      "Sign in as one of these people:",
      "",
      ...columns([["Role", "User name", "Password", "Person"], ...rows]),
    )
  }
  lines.push("", "To stop, press Ctrl-C.", "")
  return lines.join("\n")
}
