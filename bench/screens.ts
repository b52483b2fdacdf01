import { arrange } from "./arrange"
import type { Product } from "./product"
import type { Part } from "./report"
import { measureVitals } from "./vitals"

/** What the clinician's two screens weigh, and how they feel on a slow processor. */
export async function measureScreens(product: Product): Promise<Part> {
  const [reminder] = await arrange(product.owner, product.organizationId, {
    name: "screens",
    patients: 60,
    doses: 730,
    stepMinutes: 720,
    open: 1,
    windowMinutes: 360,
  })
  return measureVitals(product, [
    { name: "patients list", path: "/patients", press: ["tbody tr td:nth-child(2)"] },
    {
      name: "patient's page, 30 days",
      path: `/patients/${reminder?.patientId}`,
      press: ["[data-dose]"],
    },
    {
      name: "patient's page, a year",
      path: `/patients/${reminder?.patientId}?days=365`,
      press: ["[data-dose]"],
    },
  ])
}
