import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"

export function NothingHere() {
  return (
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
  )
}
