import "server-only"
import { sendPace } from "@/db/schema"
import { asSystem } from "@/lib/auth/unit-of-work"

/** Sets how many texts a second all workers together may send: what BioT allows the environment. */
export async function setPace(perSecond: number): Promise<void> {
  await asSystem((tx) => tx.update(sendPace).set({ perSecond }))
}
