/**
 * Whether each word of what is typed begins a word of the label, whatever the case and the accents:
 * "ein vor" finds "Einstellungen: Vorlagen". Nothing typed finds all.
 */
export function matchesQuery(label: string, query: string): boolean {
  const words = wordsOf(label)
  return wordsOf(query).every((typed) => words.some((word) => word.startsWith(typed)))
}

/**
 * Whether a patient who was found by what was typed before still fits what is typed now, by name or
 * number: until the answer is there, nobody else may be chosen by a quick Enter.
 */
export function stillFits(row: { name: string; phone: string | null }, query: string): boolean {
  const name = wordsOf(row.name).join(" ")
  if (wordsOf(query).every((typed) => name.includes(typed))) return true
  const digits = query.replace(/\D/g, "")
  return (
    digits !== "" && !/\p{L}/u.test(query) && (row.phone ?? "").replace(/\D/g, "").includes(digits)
  )
}

function wordsOf(text: string): string[] {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

/** The digits by which a phone is told apart from others, which are no number to call. */
export function endingOf(phone: string | null): string | null {
  const digits = phone?.replace(/\D/g, "") ?? ""
  return digits.length > 4 ? digits.slice(-4) : null
}
