import type { Intent } from "@/db/enums"
import { readAs, type Vector, type VectorGroup } from "./vector"

const left = (texts: string): Vector[] => readAs("free_text", "low", texts)
const sure = (intent: Intent, texts: string): Vector[] => readAs(intent, "high", texts)

type Numbers = { code: string; count: string }
/** Texts that end in the code, and others whose number counts tablets. */
const numbers = (heading: string, locale: string, { code, count }: Numbers): VectorGroup => ({
  heading,
  locale,
  rows: [...sure("taken", code), ...left(count)],
})

type Alls = { dose?: string; tablets: string }
/** Texts that say that all of a dose was taken, and others that may tell of the whole box. */
const all = (heading: string, locale: string, { dose = "", tablets }: Alls): VectorGroup => ({
  heading,
  locale,
  rows: [...sure("taken", dose), ...left(tablets)],
})

/** Where a comma decides between taken and not taken, or a dose may have been too much, a person does. */
export const DOUBTFUL_VECTORS: readonly VectorGroup[] = [
  {
    heading: "A no before what was taken: a person reads it",
    locale: "en-us",
    rows: [
      ...sure("not_taken", "No, not yet\nNot taken.\nnot yet 2"),
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
  numbers("A number after a verb counts tablets: a person reads it", "en-us", {
    code: "Yes 1!\nok 1\nyep, 1",
    count: "took 1\nI took 1\nTaken 1\nI have 1",
  }),
  numbers("Spanish: a number after a verb", "es-mx", {
    code: "Sí, 1",
    count: "tomé 1\nla tomé 1\nYa tomé 1",
  }),
  numbers("French: a number after a verb", "fr-fr", {
    code: "oui 1",
    count: "pris 1\nprise 1\nj'ai pris 1",
  }),
  numbers("German: a number after a verb", "de-de", { code: "ja 1", count: "genommen 1" }),
  numbers("Portuguese: a number after a verb", "pt-br", {
    code: "sim, 1",
    count: "tomei 1\ntomei a 1\njá tomei 1",
  }),
  numbers("Hebrew: a number after a verb", "he-il", { code: "כן 1", count: "לקחתי 1" }),
  numbers("Arabic: a number after a verb", "ar-eg", {
    code: "نعم ١",
    count: "أخذت 1\nشربت الدوا ١",
  }),
  numbers("Russian: a number after a verb", "ru-ru", {
    code: "да 1",
    count: "принял 1\nвыпила 1",
  }),
  all("All of the tablets may be too many: a person reads it", "en-us", {
    dose: "all taken",
    tablets: "took all the tablets\nI took them all",
  }),
  all("Spanish: all of the tablets", "es-mx", {
    tablets: "tomé todas las pastillas\nMe tomé todo el tratamiento",
  }),
  all("French: all of the tablets", "fr-fr", {
    dose: "j'ai tout pris",
    tablets: "j'ai pris tous les comprimés\nj’ai pris tout mon traitement",
  }),
  all("German: all of the tablets", "de-de", {
    dose: "alles genommen",
    tablets: "alle tabletten genommen\nIch habe alle Pillen geschluckt",
  }),
  all("Portuguese: all of the tablets", "pt-br", {
    dose: "tomei tudo",
    tablets: "tomei todos os comprimidos\nTomei todas as cápsulas hoje",
  }),
  all("Hebrew: all of the tablets", "he-il", {
    dose: "לקחתי הכל",
    tablets: "לקחתי את כל הכדורים\nלקחתי את הכדורים כולם",
  }),
  all("Arabic: all of the tablets", "ar-eg", {
    tablets: "شربت الدوا كله\nأخذت الحبوب كلها",
  }),
  all("Russian: all of the tablets", "ru-ru", {
    dose: "Всё выпила",
    tablets: "выпила все таблетки\nПринял все свои лекарства",
  }),
]
