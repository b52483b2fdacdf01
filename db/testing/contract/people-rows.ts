import { confirmCode, login, logout, refresh, resendCode, whoAmI } from "@/lib/biot/people"
import { type Fault, is, type Row, row } from "./row"

const REFUSALS = ["error400", "tokenNotValid", "accessDenied", "error404"] as const
const reason = (text: string) => ({ ok: false, reason: text })
const ended = (fault: Fault) => reason(is(fault, ...REFUSALS) ? "ended" : "unavailable")

/** What people do when they sign in, stay and leave. */
export const PEOPLE_ROWS: Row[] = [
  row("login", "login", {
    before: (world) => world.staffMember(),
    call: ({ username, password }) => login(username, password),
    succeeds: { ok: true },
    under: (fault) =>
      reason(
        is(fault, "error400", "tokenNotValid", "accessDenied")
          ? "wrong_credentials"
          : "unavailable",
      ),
  }),
  row("confirmCode", "mfa", {
    before: (world) => world.firstStep(),
    call: ({ accessToken, code }) => confirmCode(accessToken, code),
    succeeds: { ok: true },
    under: (fault) => {
      if (fault === "tokenNotValid") return reason("code_expired")
      return reason(is(fault, "error400", "accessDenied") ? "wrong_code" : "unavailable")
    },
  }),
  row("resendCode", "resend", {
    before: (world) => world.firstStep(),
    call: ({ accessToken }) => resendCode(accessToken),
    succeeds: { ok: true },
    under: (fault) => {
      if (fault === "empty") return { ok: true, expiresAt: null }
      return reason(fault === "tokenNotValid" ? "code_expired" : "unavailable")
    },
  }),
  row("refresh", "refresh", {
    before: (world) => world.session(),
    call: ({ refreshToken }) => refresh(refreshToken ?? ""),
    succeeds: { ok: true },
    under: ended,
  }),
  row("logout", "logout", {
    before: (world) => world.session(),
    call: ({ refreshToken }) => logout(refreshToken ?? ""),
    succeeds: "ended",
    under: (fault) => {
      if (fault === "empty") return "ended"
      const isRefusal = is(fault, "error400", "tokenNotValid", "accessDenied", "error404")
      return isRefusal ? "refused" : "unavailable"
    },
  }),
  row("whoAmI", "self", {
    before: (world) => world.session("clinician"),
    call: ({ accessToken }) => whoAmI(accessToken),
    succeeds: { ok: true, person: { userType: "caregiver", isEnabled: true } },
    under: ended,
  }),
]
