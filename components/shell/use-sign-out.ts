import { unstable_rethrow as rethrow } from "next/navigation"
import { useTranslations } from "next-intl"
import { toast } from "@/components/ui/toast-store"

/** The way out. Whoever is not heard by the server is told so: the next person must not find them in. */
export function useSignOut(signOut: () => Promise<void>): () => Promise<void> {
  const t = useTranslations("live.unanswered")
  return () =>
    signOut().catch((error: unknown) => {
      // It ends in a redirect, which is thrown.
      rethrow(error)
      toast.error(t("signOut"), { description: t("signOutWhy") })
    })
}
