import type { Role } from "@/db/enums"
import type { StaffKind } from "@/lib/auth/role-mapping"
import type { Instant } from "@/lib/time"

export type StaffMember = {
  id: string
  name: string
  kind: StaffKind
  template: string | null
  role: Role | null
  /** In BioT; who is disabled there cannot sign in anywhere. */
  isEnabled: boolean
  /** When they last did something here, in epoch milliseconds; null: never. */
  lastSeenAt: Instant | null
  isSignedIn: boolean
}

export type StaffMembers = { members: StaffMember[]; isCut: boolean }
