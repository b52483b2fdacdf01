import type { Metadata } from "next"
import { NothingHere } from "@/components/shell/nothing-here"

export const metadata: Metadata = { title: "Not found" }

export default function NotFound() {
  return (
    <main className="grid min-h-[70dvh] place-items-center p-4">
      <NothingHere />
    </main>
  )
}
