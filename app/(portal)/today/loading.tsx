import { TodaySkeleton } from "@/components/today/today-skeleton"

export default function Loading() {
  return <TodaySkeleton />
}
