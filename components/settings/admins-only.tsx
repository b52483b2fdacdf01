import { EmptyState } from "@/components/ui/empty-state"

/** What a settings page shows to everybody else. */
export function AdminsOnly() {
  return (
    <EmptyState as="h1" title="Only admins see this page">
      Ask an admin to look here.
    </EmptyState>
  )
}
