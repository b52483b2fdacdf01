import { DEFAULT_LANGUAGE, type Language } from "./languages"

type Unreached = { noAnswer: string; noConnection: string }

/** What a read fails with in the browser, where no server could say it in the reader's language. */
const UNREACHED: Record<Language, Unreached> = {
  en: {
    noAnswer: "The server did not answer. Nothing was lost.",
    noConnection: "There is no connection to the server. Nothing was lost; it is tried again.",
  },
  de: {
    noAnswer: "Der Server hat nicht geantwortet. Es ist nichts verloren.",
    noConnection:
      "Es besteht keine Verbindung zum Server. Es ist nichts verloren; es wird erneut versucht.",
  },
  he: {
    noAnswer: "השרת לא ענה. דבר לא אבד.",
    noConnection: "אין חיבור לשרת. דבר לא אבד; ייעשה ניסיון נוסף.",
  },
}

/** In the language of the page; English where there is none. */
export function unreached(): Unreached {
  const spoken = typeof document === "undefined" ? "" : document.documentElement.lang
  return (
    Object.entries(UNREACHED).find(([language]) => language === spoken)?.[1] ??
    UNREACHED[DEFAULT_LANGUAGE]
  )
}
