import "server-only"
import { organizations } from "@/db/schema"
import type { StaffContext } from "@/lib/auth/context"
import { requirePermission } from "@/lib/auth/require-permission"
import { readAs } from "@/lib/auth/unit-of-work"
import { sendingSettings } from "@/lib/messages/sending-settings"
import type { ReplySettings } from "@/lib/replies/reply-rules"
import { replySettings } from "@/lib/replies/reply-settings"
import { type SendingChoices, sendingChoices } from "./sending"

export type OrganizationScreen = { name: string; zone: string; choices: SendingChoices }

/** What Settings, Organization shows, for admins. Throws `forbidden`. */
export async function organizationScreen(ctx: StaffContext): Promise<OrganizationScreen> {
  requirePermission(ctx, "settings.manage")
  return readAs(ctx, async (tx) => {
    const [home] = await tx.select().from(organizations)
    if (!home) throw new Error("A signed-in person's organization has no row.")
    const choices = sendingChoices(sendingSettings(home.settings))
    return { name: home.name, zone: home.timeZone, choices }
  })
}

export type RepliesScreen = { name: string; rules: ReplySettings }

/** What Settings, Replies shows, for admins. Throws `forbidden`. */
export async function repliesScreen(ctx: StaffContext): Promise<RepliesScreen> {
  requirePermission(ctx, "settings.manage")
  return readAs(ctx, async (tx) => {
    const [home] = await tx.select().from(organizations)
    if (!home) throw new Error("A signed-in person's organization has no row.")
    return { name: home.name, rules: replySettings(home.settings) }
  })
}
