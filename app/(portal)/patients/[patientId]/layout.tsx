import type { ReactNode } from "react"
import { MovableReplies } from "@/components/review/move-reply"
import { Translated } from "@/components/shell/translated"
import { can } from "@/lib/auth/roles"
import { requireStaff } from "@/lib/auth/session"

/** The words of the frame and the thread; whoever may link replies may move them wherever they are. */
export default async function PatientLayout({ children }: { children: ReactNode }) {
  const { role } = await requireStaff()
  return (
    <Translated
      of={["conversation", "messages", "composer", "doses", "review.move", "tasks", "today"]}
    >
      <MovableReplies may={can(role, "review.link")}>{children}</MovableReplies>
    </Translated>
  )
}
