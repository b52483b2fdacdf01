import { pluginEndpoint } from "@/lib/connection/plugin-endpoint"
import { receivePeopleCall } from "@/lib/directory/receive"

export const dynamic = "force-dynamic"

/** BioT calls this when a person was made, changed, disabled or deleted: we then ask for them. */
export const POST = pluginEndpoint("people", {
  receive: receivePeopleCall,
  failed: {
    sentence: "The person could not be read from BioT now. The next pull brings them.",
    reason: "not_read",
    log: "a person whom BioT changed could not be read",
  },
})
