/**
 * The text that the composer begins with, in the words of BioT's article. It names no medicine, and
 * asks for digits, since carriers keep words such as STOP and YES for themselves.
 */
export const DEFAULT_REMINDER =
  "This is a reminder to take your medication. Reply 1 once you have taken it, 2 if you have not."

const DEFAULT_REMINDERS =
  "This is a reminder to take your medications. Reply 1 once you have taken all of them, 2 if you have not."

/** When several doses share the reminder, one answer counts for all of them. */
export function defaultReminder(doseCount: number): string {
  return doseCount < 2 ? DEFAULT_REMINDER : DEFAULT_REMINDERS
}

export type AskPurpose = "reminder" | "nudge"
type Wording = { one: string; several: string }

/**
 * What is sent where an organization keeps no text of its own. Latin ones do without letters that
 * GSM-7 lacks, so that each takes one part.
 */
export const BUILT_IN_TEXTS = {
  en: {
    reminder: { one: DEFAULT_REMINDER, several: DEFAULT_REMINDERS },
    nudge: {
      one: "We have not heard from you about your medication. Reply 1 once you have taken it, 2 if you have not.",
      several:
        "We have not heard from you about your medications. Reply 1 once you have taken all of them, 2 if you have not.",
    },
  },
  es: {
    reminder: {
      one: "Le recordamos que tome su medicamento. Responda 1 cuando lo haya tomado, 2 si no lo ha tomado.",
      several:
        "Le recordamos que tome sus medicamentos. Responda 1 cuando los haya tomado todos, 2 si no los ha tomado.",
    },
    nudge: {
      one: "No hemos recibido su respuesta sobre su medicamento. Responda 1 cuando lo haya tomado, 2 si no lo ha tomado.",
      several:
        "No hemos recibido su respuesta sobre sus medicamentos. Responda 1 cuando los haya tomado todos, 2 si no los ha tomado.",
    },
  },
  fr: {
    reminder: {
      one: "Pensez à prendre votre médicament. Répondez 1 quand vous l'avez pris, 2 si vous ne l'avez pas pris.",
      several:
        "Pensez à prendre vos médicaments. Répondez 1 quand vous les avez tous pris, 2 si vous ne les avez pas pris.",
    },
    nudge: {
      one: "Nous attendons votre réponse sur votre médicament. Répondez 1 quand vous l'avez pris, 2 si vous ne l'avez pas pris.",
      several:
        "Nous attendons votre réponse sur vos médicaments. Répondez 1 quand vous les avez tous pris, 2 si vous ne les avez pas pris.",
    },
  },
  de: {
    reminder: {
      one: "Bitte denken Sie an Ihr Medikament. Antworten Sie mit 1, wenn Sie es eingenommen haben, mit 2, wenn nicht.",
      several:
        "Bitte denken Sie an Ihre Medikamente. Antworten Sie mit 1, wenn Sie alle eingenommen haben, mit 2, wenn nicht.",
    },
    nudge: {
      one: "Wir haben noch nichts zu Ihrem Medikament von Ihnen gehört. Antworten Sie mit 1, wenn Sie es eingenommen haben, mit 2, wenn nicht.",
      several:
        "Wir haben noch nichts zu Ihren Medikamenten von Ihnen gehört. Antworten Sie mit 1, wenn Sie alle eingenommen haben, mit 2, wenn nicht.",
    },
  },
  pt: {
    reminder: {
      one: "Este é um lembrete para tomar o seu medicamento. Responda 1 quando tomar, 2 se deixar de tomar.",
      several:
        "Este é um lembrete para tomar os seus medicamentos. Responda 1 quando tomar todos, 2 se deixar de tomar.",
    },
    nudge: {
      one: "Ainda aguardamos a sua resposta sobre o medicamento. Responda 1 quando tomar, 2 se deixar de tomar.",
      several:
        "Ainda aguardamos a sua resposta sobre os medicamentos. Responda 1 quando tomar todos, 2 se deixar de tomar.",
    },
  },
  he: {
    reminder: {
      one: "תזכורת לקחת את התרופה. השיבו 1 לאחר שלקחתם, 2 אם לא לקחתם.",
      several: "תזכורת לקחת את התרופות. השיבו 1 לאחר שלקחתם את כולן, 2 אם לא.",
    },
    nudge: {
      one: "עדיין לא קיבלנו תשובה על התרופה. השיבו 1 אם לקחתם, 2 אם לא.",
      several: "עדיין לא קיבלנו תשובה על התרופות. השיבו 1 אם לקחתם את כולן, 2 אם לא.",
    },
  },
  ar: {
    reminder: {
      one: "تذكير بتناول دوائك. أجب بالرقم 1 بعد تناوله، أو 2 إذا لم تتناوله.",
      several: "تذكير بتناول أدويتك. أجب بالرقم 1 بعد تناولها كلها، أو 2 إذا لم تتناولها.",
    },
    nudge: {
      one: "لم يصلنا ردك بعد بشأن دوائك. أجب بالرقم 1 إذا تناولته، أو 2 إذا لم تتناوله.",
      several:
        "لم يصلنا ردك بعد بشأن أدويتك. أجب بالرقم 1 إذا تناولتها كلها، أو 2 إذا لم تتناولها.",
    },
  },
  ru: {
    reminder: {
      one: "Пора принять лекарство. Ответьте 1, когда примете, 2, если не приняли.",
      several: "Пора принять лекарства. Ответьте 1, когда примете все, 2, если не приняли.",
    },
    nudge: {
      one: "Мы еще не получили ответа о лекарстве. Ответьте 1, если приняли, 2, если нет.",
      several: "Мы еще не получили ответа о лекарствах. Ответьте 1, если приняли все, 2, если нет.",
    },
  },
} as const satisfies Record<string, Record<AskPurpose, Wording>>

/** In `language`, else in English. */
export function builtInText(purpose: AskPurpose, language: string, doseCount: number): string {
  const texts = isBuiltIn(language) ? BUILT_IN_TEXTS[language] : BUILT_IN_TEXTS.en
  return texts[purpose][doseCount < 2 ? "one" : "several"]
}

/** Whether texts in `language` come with the product. */
export function isBuiltIn(language: string): language is keyof typeof BUILT_IN_TEXTS {
  return Object.hasOwn(BUILT_IN_TEXTS, language)
}
