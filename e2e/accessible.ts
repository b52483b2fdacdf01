import AxeBuilder from "@axe-core/playwright"
import { expect, type Page } from "@playwright/test"

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

/** What stands on the page now and breaks WCAG 2.2 AA as far as axe can tell: rules and elements. */
export async function barriersOn(page: Page): Promise<[rule: string, elements: string[]][]> {
  // Within the portal, a page's title may come after its content.
  await expect(page).toHaveTitle(/./)
  // What has scrolled below the frame's bar would be taken for a target that is too small.
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }))
  // No page has frames of another origin, so axe needs no second page; passes are of no interest.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"], runOnly: WCAG })
    .analyze()
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((one) => one.html)])
}

/** Keeps a picture of the page as it stands, and expects it to be free of barriers. */
export async function expectClean(page: Page, name: string) {
  await page.screenshot({ path: `test-results/look/${name}.png`, fullPage: true })
  expect.soft(await barriersOn(page), name).toEqual([])
}

/** Whether this page is the portal's and still there: the phones' page is BioT's. */
export function isOfPortal(page: Page, portal: string): boolean {
  return !page.isClosed() && page.url().startsWith(portal)
}
