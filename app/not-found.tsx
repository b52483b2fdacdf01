import type { Metadata } from "next"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"

export const metadata: Metadata = { title: "Not found" }

export default function NotFound() {
  return (
    <main className="grid min-h-[70dvh] place-items-center p-4">
      <EmptyState
        as="h1"
        title="There is nothing at this address"
        action={
          <Button asChild variant="primary">
            <a href="/">Go to Today</a>
          </Button>
        }
      >
        The link may be old, or what it pointed to belongs to another organization. Nothing was
        changed.
      </EmptyState>
    </main>
  )
}
