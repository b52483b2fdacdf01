import type { Metadata } from "next"
import { TodayView } from "@/components/today/today-view"
import { requireStaff } from "@/lib/auth/session"
import { todayFor } from "@/lib/staff/today"

export const metadata: Metadata = { title: "Today" }

export default async function TodayPage() {
  const ctx = await requireStaff()
  return <TodayView initial={await todayFor(ctx, Date.now())} />
}
