import { headers } from "next/headers"
import type { ReactNode } from "react"
import { Skeletal } from "@/components/shell/skeletal"

type OnTheWayProps = { skeleton: ReactNode; children: ReactNode }

/**
 * Whoever goes from page to page sees the skeleton at once. A page that a browser loads comes whole:
 * what streams in later is shown only once the scripts have run, a second or more on a slow machine.
 */
export async function OnTheWay({ skeleton, children }: OnTheWayProps) {
  const isLoaded = (await headers()).get("sec-fetch-dest") !== "empty"
  return (
    <Skeletal skeleton={skeleton} cameWhole={isLoaded}>
      {children}
    </Skeletal>
  )
}
