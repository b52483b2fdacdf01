"use client"

import { PageError } from "@/components/shell/page-error"

type Props = { error: unknown; retry: () => void }

export default function RootError(props: Props) {
  return (
    <main className="grid min-h-[60dvh] place-items-center p-4">
      <PageError {...props} />
    </main>
  )
}
