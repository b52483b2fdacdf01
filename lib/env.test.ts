import { expect, it } from "vitest"
import { parseEnv } from "./env"

const good = {
  DATABASE_URL: "postgresql://u:p@localhost:5432/doseline",
  BIOT_BASE_URL: "https://api.dev.clinic.biot-med.com/",
  BIOT_SERVICE_USER_ID: "id",
  BIOT_SERVICE_USER_SECRET_KEY: "key",
  PUBLIC_URL: "https://reminders.example.org",
  PLUGIN_SECRET: "sixteen-letters-",
  NEXTAUTH_SECRET: "thirty-two letters are the minimum",
}

it("reads an environment, without closing slashes and with its defaults", () => {
  expect(parseEnv({ ...good, SIMULATOR_URL: " " })).toMatchObject({
    BIOT_BASE_URL: "https://api.dev.clinic.biot-med.com",
    NODE_ENV: "development",
    LOG_LEVEL: "info",
  })
  expect(parseEnv(good).SIMULATOR_URL).toBeUndefined()
  expect(parseEnv({ ...good, BIOT_SMS_PER_SECOND: "5" }).BIOT_SMS_PER_SECOND).toBe(5)
})

it.each([
  ["DATABASE_URL", "mysql://u:hidden@h/db", /^DATABASE_URL must be an address such as [^ ]+\.$/],
  ["DATABASE_URL", "", /^DATABASE_URL must be set\.$/],
  ["BIOT_BASE_URL", "api.biot-med.com", /^BIOT_BASE_URL must be an http\(s\) address/],
  ["PUBLIC_URL", "https://h/?a=hidden", /^PUBLIC_URL must be/],
  ["PLUGIN_SECRET", "hidden", /^PLUGIN_SECRET must have at least 16 characters\.$/],
  ["PLUGIN_SECRET", "hidden/with/some/slashes", /^PLUGIN_SECRET must hold only letters/],
  ["NEXTAUTH_SECRET", "hidden", /^NEXTAUTH_SECRET must have at least 32 characters\.$/],
  ["BIOT_SMS_PER_SECOND", "hidden", /^BIOT_SMS_PER_SECOND must be a whole number/],
  ["BIOT_SMS_PER_SECOND", "0", /^BIOT_SMS_PER_SECOND must be 1 at least\.$/],
  ["LOG_LEVEL", "hidden", /^LOG_LEVEL must be one of fatal, error/],
  ["BIOT_SERVICE_USER_ID", "  ", /^BIOT_SERVICE_USER_ID must be set\.$/],
])("says in one sentence what is wrong with %s (%j)", (name, value, sentence) => {
  const reading = () => parseEnv({ ...good, [name]: value })
  expect(reading).toThrow(sentence)
  expect(reading).not.toThrow(/hidden/)
})
