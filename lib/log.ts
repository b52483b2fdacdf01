import "server-only"
import pino from "pino"

const HIDDEN = "[hidden]"
/** Fields whose name alone says that they hold a secret, a text or a name; compared in lower case. */
const HIDDEN_FIELDS = new Set([
  "jwt",
  "token",
  "accesstoken",
  "refreshtoken",
  "authorization",
  "cookie",
  "password",
  "secret",
  "secretkey",
  "pluginsecret",
  "messagebody",
  "message",
  "body",
  "payload",
  "text",
  "firstname",
  "lastname",
  "username",
  "email",
])
const PHONE_FIELD = /phone|number$/i
const PHONE = /(?<![\w-])\+?\d(?:[\s().-]?\d){6,14}(?![\w-])/g
const TOKEN = /\b(?:eyJ[\w-]+\.[\w-]*\.?[\w-]*|dsl_[\w-]{43})/g
/** A line of a stack, as V8 writes it; whatever else stands there is part of a message. */
const FRAME = /^ {4}at .+(?::\d+:\d+|<anonymous>|native)\)?$/
const MAX_DEPTH = 6
const KEPT_DIGITS = 2

/** A phone number as it may appear in a log: its last two digits. */
export function maskPhone(phone: string): string {
  return phone.length > KEPT_DIGITS ? `…${phone.slice(-KEPT_DIGITS)}` : "…"
}

/**
 * A copy of `value` that may be logged: ids and codes stay, texts, names and tokens go, phones are
 * masked. Errors become their name, code, stack and, freed of phones and tokens, their message.
 */
export function forLog(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return cleanText(value)
  if (typeof value !== "object" || value === null) return value
  if (depth >= MAX_DEPTH) return "[deep]"
  if (value instanceof Error) return errorForLog(value, depth)
  if (Array.isArray(value)) return value.map((each) => forLog(each, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, fieldForLog(name, each, depth)]),
  )
}

function fieldForLog(name: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined) return value
  if (HIDDEN_FIELDS.has(name.toLowerCase())) return HIDDEN
  if (PHONE_FIELD.test(name) && typeof value === "string") return maskPhone(value)
  return forLog(value, depth + 1)
}

function errorForLog(error: Error, depth: number): Record<string, unknown> {
  // A database driver's message may quote a row's values; its code says enough.
  const isFromDatabase = "severity" in error || "query" in error
  const frames = error.stack?.split("\n").filter((line) => FRAME.test(line)) ?? []
  return {
    name: error.name,
    ...("code" in error ? { code: error.code } : {}),
    ...("kind" in error ? { kind: error.kind } : {}),
    message: isFromDatabase ? HIDDEN : cleanText(error.message),
    stack: frames.map(cleanText).join("\n"),
    ...(error.cause === undefined ? {} : { cause: forLog(error.cause, depth + 1) }),
  }
}

function cleanText(text: string): string {
  return text.replace(TOKEN, HIDDEN).replace(PHONE, maskPhone)
}

/** Makes a logger that writes JSON lines to `destination`, standard output unless told. */
export function createLog(level: string, destination?: pino.DestinationStream): pino.Logger {
  const options: pino.LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: cleanFields },
    serializers: { err: (value) => value },
    hooks: {
      logMethod(args, method) {
        const [first, ...rest] = args as unknown[]
        const fields = typeof first === "string" ? cleanText(first) : first
        // Without words of ours, pino would take the error's own, uncleaned.
        const words = typeof first === "object" && rest.length === 0 ? ["failed"] : rest
        const cleaned = [fields, ...words.map((word) => forLog(word))]
        method.apply(this, cleaned as Parameters<typeof method>)
      },
    },
  }
  const made = destination ? pino(options, destination) : pino(options)
  // pino formats what a child is bound to with nothing but serializers of known names.
  const child = made.child
  made.child = function boundTo(this: typeof made, fields: pino.Bindings, ...rest: unknown[]) {
    return Reflect.apply(child, this, [cleanFields(fields), ...rest])
  } as typeof made.child
  return made
}

function cleanFields(fields: Record<string, unknown>): Record<string, unknown> {
  return forLog(fields) as Record<string, unknown>
}

/** The process's logger: structured, ids and codes only. `LOG_LEVEL` is read when it is loaded. */
export const log = createLog(
  process.env.LOG_LEVEL || (process.env.NODE_ENV === "test" ? "silent" : "info"),
)

/** Sends what libraries print of errors through the log, since an error may quote a patient. */
export function logWhatIsPrinted(): void {
  for (const level of ["error", "warn"] as const) {
    console[level] = (...printed: unknown[]) => log[level]({ printed }, "a library printed this")
  }
}
