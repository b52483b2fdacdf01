import { arrange } from "./arrange"
import { median, rounded } from "./figures"
import { fire, type LoadResult } from "./load"
import type { Product } from "./product"
import type { Part } from "./report"

const ROUNDS = 3
const CONNECTIONS = 8
const EMPTY = 300
const SIGN_IN = 100
const PATIENT = 60

/** The patient's page, 90 days of doses behind it, against pages that show nothing. */
export async function measurePages(product: Product): Promise<Part> {
  const [reminder] = await arrange(product.owner, product.organizationId, {
    name: "pages",
    patients: 1,
    doses: 180,
    stepMinutes: 720,
    open: 1,
    windowMinutes: 360,
  })
  // As a browser goes to a page, which keeps the session.
  const cookie = `${product.cookie.name}=${product.cookie.value}`
  const headers = { cookie, "sec-fetch-mode": "navigate" }
  const pages = [
    { name: "empty page of the floor", url: `${product.floor}/`, count: EMPTY },
    { name: "sign-in page", url: `${product.portal}/sign-in`, count: SIGN_IN },
    {
      name: "patient's page",
      url: `${product.portal}/patients/${reminder?.patientId}`,
      count: PATIENT,
      headers,
    },
  ]
  const results: LoadResult[][] = pages.map(() => [])
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [n, page] of pages.entries()) {
      const shots = Array.from({ length: page.count }, () => ({ headers: page.headers ?? {} }))
      const result = await fire(page.url, shots, CONNECTIONS)
      if (round >= 0) results[n]?.push(result)
    }
  }
  return report(pages, results)
}

function report(pages: readonly { name: string }[], results: readonly LoadResult[][]): Part {
  const ratio = (one: number, other: number) =>
    median((results[one] ?? []).map((r, n) => r.perSecond / (results[other]?.[n]?.perSecond ?? 0)))
  const failures = pages.flatMap(({ name }, n) => {
    const refused = (results[n] ?? []).flatMap((r) => Object.entries(r.refused))
    return refused.length > 0 ? [`The ${name} answered ${JSON.stringify(refused)}.`] : []
  })
  return {
    title: `Pages at ${CONNECTIONS} connections, ${ROUNDS} rounds`,
    head: ["", "per second", "p50 ms", "p99 ms"],
    rows: pages.map(({ name }, n) => {
      const of = (pick: (r: LoadResult) => number) => median((results[n] ?? []).map(pick))
      return [
        name,
        rounded(
          of((r) => r.perSecond),
          0,
        ),
        rounded(
          of((r) => r.p50Ms),
          1,
        ),
        rounded(
          of((r) => r.p99Ms),
          1,
        ),
      ]
    }),
    ratios: [
      { name: "patient's page / empty page", value: rounded(ratio(2, 0)), goal: null },
      { name: "patient's page / sign-in page", value: rounded(ratio(2, 1)), goal: null },
    ],
    failures,
    raw: results,
  }
}
