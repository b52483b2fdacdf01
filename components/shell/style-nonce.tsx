"use client"

import { useEffect } from "react"

declare global {
  var __webpack_nonce__: string | undefined
}

/**
 * Gives the nonce to the stylesheet that Radix's scroll lock adds while a dialog is open: the
 * package below it (get-nonce) looks for it under this name.
 */
export function StyleNonce({ nonce }: { nonce: string | undefined }) {
  useEffect(() => {
    // The policy of the first document stays in force, so its nonce does too.
    globalThis.__webpack_nonce__ ??= nonce
  }, [nonce])
  return null
}
