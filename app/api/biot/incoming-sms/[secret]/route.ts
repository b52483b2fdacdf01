import { pluginEndpoint } from "@/lib/connection/plugin-endpoint"
import { receiveCall } from "@/lib/replies/receive"

export const dynamic = "force-dynamic"

/** BioT calls this for each incoming SMS; what it answers 200 to is in the database. */
export const POST = pluginEndpoint("incoming-sms", {
  receive: receiveCall,
  failed: {
    sentence: "The call could not be stored. Send it again later.",
    reason: "not_stored",
    log: "a plugin call could not be stored",
  },
})
