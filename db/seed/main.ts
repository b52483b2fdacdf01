import { database } from "@/db/client"
import { log } from "@/lib/log"
import { seedDatabase } from "./seed"

const startedAt = Date.now()
const seeded = await seedDatabase(startedAt)
log.info({ ...seeded, ms: Date.now() - startedAt }, "seeded")
await database().$client.end()
