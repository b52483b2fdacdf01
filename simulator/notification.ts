import { randomUUID } from "node:crypto"
import { type Context, Hono } from "hono"
import { z } from "zod"
import { ALREADY_ANSWERED, pause, resetConnection, tooMany, untilHungUp } from "./api-faults"
import { requireScope } from "./auth"
import { BiotError, readBody } from "./biot-error"
import { SECOND_MS } from "./clock"
import { SEND_FAULTS, takeFaults } from "./faults"
import { addMessage } from "./messages"
import type { World } from "./world"

const sendSchema = z.object({
  message: z.string().min(1),
  phoneNumber: z
    .string()
    .min(5)
    .max(15)
    .regex(/^[+]?[0-9]+$/),
})

function countAgainstRate(world: World, ratePerSecond: number) {
  const now = Date.now()
  world.recentSends = world.recentSends.filter((at) => at > now - SECOND_MS)
  if (world.recentSends.length >= ratePerSecond) throw tooMany()
  world.recentSends.push(now)
}

async function sendSms(world: World, c: Context) {
  const { message, phoneNumber } = await readBody(c, sendSchema)
  const number = phoneNumber.startsWith("+") ? phoneNumber : `+${phoneNumber}`
  countAgainstRate(world, world.settings.ratePerSecond)
  const faults = await takeFaults(world, { kinds: SEND_FAULTS, number })
  const slow = faults.get("slow")
  if (slow) await pause(slow.ms ?? SECOND_MS)
  if (faults.has("error400")) throw new BiotError(400, "SMS_NOT_SENT", "The text was refused")
  if (faults.has("error429")) throw tooMany()
  const messageId = randomUUID()
  const deliver = () =>
    addMessage(world, {
      number,
      direction: "toPhone",
      body: message,
      status: "delivered",
      messageId,
    })
  const reset = faults.get("reset")
  if (reset) {
    if (reset.accepted) await deliver()
    return resetConnection(c)
  }
  const broken = faults.get("error500")
  if (broken?.accepted === false) throw new BiotError(500, "INTERNAL_SERVER_ERROR", "Not sent")
  await deliver()
  if (broken) throw new BiotError(500, "INTERNAL_SERVER_ERROR", "Internal server error")
  if (faults.has("acceptThenSilent")) {
    await untilHungUp(c)
    return new Response(null, ALREADY_ANSWERED)
  }
  return c.json(faults.has("noMessageId") ? {} : { messageId })
}

export function notificationRoutes(world: World) {
  const app = new Hono()
  app.post("/v1/sms/send", (c) => {
    requireScope(world, c, "NOTIFICATION_SEND_SMS")
    return sendSms(world, c)
  })
  app.get("/v1/configuration/sms-provider-configuration", async (c) => {
    requireScope(world, c, "NOTIFICATION_CONFIGURATION_GET_SMS_PROVIDER_CONFIGURATION")
    return c.json({ configured: world.settings.smsProviderConfigured })
  })
  return app
}
