import { randomUUID } from "node:crypto"
import { DEFAULT_ATTENTION } from "@/lib/attention/rules"
import { DEFAULT_ROLE_MAPPING } from "@/lib/auth/role-mapping"
import { sendingSettings } from "@/lib/messages/sending-settings"
import { sendingChoices } from "@/lib/organization/sending"
import { replySettings } from "@/lib/replies/reply-settings"
import { type ActionExpectation, EVERYBODY } from "./authority-expectations"

/** As the fixtures' organizations have it. */
const AROUND_THE_CLOCK = sendingChoices(
  sendingSettings({ quietHours: { from: "00:00", to: "00:00" } }),
)
const newApiToken = (tokenId: string) => ({
  ...{ tokenId, name: "Registry", scopes: ["Patient"], readsTexts: false, days: 30 },
})
/** What concerns BioT's environment as a whole takes no id of anybody. */
const environment = { roles: ["admin"], input: () => ({ kinds: ["patient"] }) } as const

/** What staff set for all, and their own sessions. */
export const SETTINGS_ACTIONS: Record<string, ActionExpectation> = {
  "lib/api-tokens/actions.ts makeApiToken": {
    roles: ["admin"],
    input: () => newApiToken(randomUUID()),
    // What it makes is the asker's own organization's; another one's id is taken.
    foreign: () => [],
  },
  "lib/api-tokens/actions.ts revokeApiToken": {
    roles: ["admin"],
    input: ({ apiTokenId }) => ({ tokenId: apiTokenId }),
    foreign: ({ apiTokenId }) => [{ tokenId: apiTokenId }],
  },
  "lib/attention/actions.ts changeAttention": {
    roles: ["admin"],
    input: () => ({ seen: DEFAULT_ATTENTION, settings: DEFAULT_ATTENTION }),
    foreign: () => [],
  },
  "lib/auth/actions.ts signOut": { open: "ends the asker's own session, if there is one" },
  "lib/auth/actions.ts stayActive": { open: "keeps the asker's own session, if there is one" },
  "lib/connection/actions.ts register": { ...environment, foreign: () => [] },
  "lib/connection/actions.ts remove": { ...environment, foreign: () => [] },
  "lib/organization/actions.ts changeSendingRules": {
    roles: ["admin"],
    // The organization is the asker's own; there is no other to name.
    input: () => ({ seen: AROUND_THE_CLOCK, settings: { ...AROUND_THE_CLOCK, dailyCap: 7 } }),
    foreign: () => [],
  },
  "lib/organization/actions.ts changeReplyRules": {
    roles: ["admin"],
    input: () => ({ seen: replySettings({}), settings: replySettings({}) }),
    foreign: () => [],
  },
  "lib/staff/actions.ts changeRoles": {
    roles: ["admin"],
    input: () => ({ seen: DEFAULT_ROLE_MAPPING, roles: DEFAULT_ROLE_MAPPING }),
    foreign: () => [],
  },
  "lib/static-numbers/actions.ts enterNumber": {
    roles: ["admin"],
    input: ({ staticNumber }) => ({ country: "US", phone: "+12025550123", seen: staticNumber }),
    // It names nobody's rows; what another organization entered is no concern of it.
    foreign: () => [],
  },
  "lib/static-numbers/actions.ts removeNumber": {
    roles: ["admin"],
    input: ({ staticNumber }) => ({ country: "US", seen: staticNumber }),
    foreign: () => [],
  },
  "lib/views/actions.ts alterView": {
    roles: EVERYBODY,
    input: ({ views }, role) => ({ viewId: views[role], name: "Mondays", isDefault: true }),
    foreign: ({ views }, ours) => [
      { viewId: views.admin, isDefault: true },
      // A colleague's is as far away as another organization's.
      { viewId: ours.views.coordinator, name: "Mine now" },
    ],
  },
  "lib/views/actions.ts keepView": {
    roles: EVERYBODY,
    input: () => ({ viewId: randomUUID(), name: "Mondays", query: {} }),
    // What it saves is the asker's own; it names nobody's rows.
    foreign: () => [],
  },
  "lib/views/actions.ts removeView": {
    roles: EVERYBODY,
    input: ({ views }, role) => ({ viewId: views[role] }),
    foreign: ({ views }, ours) => [{ viewId: views.admin }, { viewId: ours.views.coordinator }],
  },
}
