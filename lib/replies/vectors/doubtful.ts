import type { Intent } from "@/db/enums"
import { readAs, type Vector, type VectorGroup } from "./vector"

const left = (texts: string): Vector[] => readAs("free_text", "low", texts)
const sure = (intent: Intent, texts: string): Vector[] => readAs(intent, "high", texts)

/** Where a comma or a line's end decides between taken and not taken, a person does. */
export const DOUBTFUL_VECTORS: readonly VectorGroup[] = [
  {
    heading: "A no before what was taken: a person reads it",
    locale: "en-us",
    rows: [
      ...sure("not_taken", "No, not yet\nNot taken."),
      ...left("No, I took it\nNo. Taken\nNo - done"),
    ],
  },
  {
    heading: "Spanish: a no before what was taken",
    locale: "es-mx",
    rows: [
      ...sure("not_taken", "No la tomé, gracias\nNo, todavía"),
      ...left(`
        No, la tomé
        No. Lo tomé
        No (ya la tomé)
        Hola. No, la tomé, gracias
        Todavía no, la tomé
      `),
      ["No\nLa tomé", "free_text", "low"],
      ["No\nLa tomé\nJuan Pérez", "free_text", "low"],
      ["No la tomé\nJuan Pérez", "not_taken", "high"],
    ],
  },
  {
    heading: "French: a no before what was taken",
    locale: "fr-fr",
    rows: [...sure("not_taken", "Non, pas encore"), ...left("Non, pris\nPas encore... pris")],
  },
  {
    heading: "German: a no before what was taken",
    locale: "de-de",
    rows: [
      ...sure("not_taken", "Nein, nicht genommen"),
      ...left("Nein, genommen\nNicht! Genommen\nNein, erledigt"),
    ],
  },
  {
    heading: "Portuguese: a no before what was taken",
    locale: "pt-br",
    rows: [
      ...sure("not_taken", "Não, não tomei\nNão tomei, obrigada"),
      ...left("Não, tomei\nNão, tomei o remédio\nNão - tomei"),
    ],
  },
  {
    heading: "Hebrew: a no before what was taken",
    locale: "he-il",
    rows: [
      ...sure("not_taken", "לא, לא לקחתי\nלא לקחתי, תודה"),
      ...left("לא, לקחתי\nעוד לא, לקחתי"),
    ],
  },
  {
    heading: "Arabic: a no before what was taken",
    locale: "ar-eg",
    rows: [...sure("not_taken", "لا، ما أخذته"), ...left("لا، أخذته\nما، أخذته")],
  },
  {
    heading: "Russian: a no before what was taken",
    locale: "ru-ru",
    rows: [...sure("not_taken", "Нет, не принял"), ...left("Не, принял\nНе. Выпила таблетку")],
  },
]
