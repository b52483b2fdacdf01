/** Signs that say yes by themselves, after skin tones and variation selectors are gone. */
const AGREEING = new Set(["👍", "👌", "✅", "✔", "✓", "☑"])
const DISAGREEING = new Set(["👎", "❌", "✖", "✗", "✘", "🚫", "⛔", "🙅"])
/** Signs that add warmth and no meaning. */
const FRIENDLY = new Set([..."😀😁😃😄😊🙂😉😇🤗😎🥰😍😘🙏👏🙌💪💊🎉❤💙💚💛💜🧡🤍♥☺🌞☀👋"])

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|[✓✗✘]/gu

export type EmojiMeaning = "none" | "friendly" | "taken" | "not_taken" | "unclear"

/** Takes emoji out of a normalised text; the rest is trimmed. */
export function withoutEmoji(text: string): string {
  return text.replace(EMOJI, " ").replace(/ +/gu, " ").trim()
}

/** What the emoji in a normalised text say together; one that contradicts or is unknown: unclear. */
export function emojiMeaning(text: string): EmojiMeaning {
  const signs = text.match(EMOJI) ?? []
  if (signs.length === 0) return "none"
  const yes = signs.some((sign) => AGREEING.has(sign))
  const no = signs.some((sign) => DISAGREEING.has(sign))
  const known = signs.every(
    (sign) => AGREEING.has(sign) || DISAGREEING.has(sign) || FRIENDLY.has(sign),
  )
  if (!known || (yes && no)) return "unclear"
  if (yes) return "taken"
  return no ? "not_taken" : "friendly"
}
