"use client"

import { PageError } from "@/components/shell/page-error"

type Props = { error: unknown; retry: () => void }

/** Inside the frame, so that the other pages stay within reach. */
export default function PortalError(props: Props) {
  return (
    <div className="grid flex-1 place-items-center p-4">
      <PageError {...props} />
    </div>
  )
}
