import { expect, it } from "vitest"
import { testDatabase } from "@/db/testing/database"
import { newId } from "@/lib/id"
import { flush, LIVE_CHANNEL, publish } from "./publish"

const test = testDatabase()

it("tells what was told again within a moment last, and once", async () => {
  const organizationId = newId()
  const looks = (isLooking: boolean) => {
    const presence = { itemId: "item", staffId: "staff", name: "Robin", isLooking }
    return { organizationId, topic: "presence", patientId: null, presence } as const
  }
  const heard: boolean[] = []
  const listener = await test.owner().connect()
  listener.on("notification", ({ payload }) => {
    const event = JSON.parse(payload ?? "{}")
    if (event.organizationId === organizationId) heard.push(event.presence.isLooking)
  })
  try {
    await listener.query(`LISTEN ${LIVE_CHANNEL}`)
    publish([looks(true), looks(false), looks(true)])
    await flush()
    await listener.query("SELECT 1")
    expect(heard).toEqual([false, true])
  } finally {
    await listener.query("UNLISTEN *")
    listener.release()
  }
})
