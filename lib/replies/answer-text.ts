import { analyseText } from "@/lib/messages/segments"
import { checkTemplate } from "@/lib/messages/template-check"
import { languageOf } from "@/lib/templates/language"
import type { SafetyAnswer } from "./reply-rules"

export const EMERGENCY_VARIABLE = "{emergency}"
export const MOST_ANSWER_PARTS = 2
const ANY_VARIABLE = /[{}]/u

/**
 * What answers a cry for help where the organization wrote nothing of its own. It names no illness,
 * for others may read the phone. Latin ones do without letters that GSM-7 lacks.
 */
export const BUILT_IN_ANSWERS: Readonly<Record<string, string>> = {
  en: "This answer is automatic: we do not read texts at all hours. If you are in danger or feel very unwell, call {emergency} now. Your care team has your message.",
  es: "Esta respuesta llega sola: no leemos los mensajes en todo momento. Si corre peligro o se siente muy mal, llame ahora al {emergency}. Su equipo de salud tiene su mensaje.",
  fr: "Réponse automatique: nous ne lisons pas les messages en permanence. En cas de danger ou si vous allez très mal, appelez le {emergency} maintenant. Votre équipe de soins a bien votre message.",
  de: "Automatische Antwort: Wir lesen Nachrichten nicht rund um die Uhr. Wenn Sie in Gefahr sind oder es Ihnen sehr schlecht geht, rufen Sie jetzt {emergency} an. Ihr Behandlungsteam hat Ihre Nachricht.",
  pt: "Esta resposta segue sozinha: nem sempre lemos as mensagens na hora. Se estiver em perigo ou se sentir muito mal, ligue agora para {emergency}. A sua equipe tem a sua mensagem.",
  he: "תשובה אוטומטית: איננו קוראים הודעות בכל שעה. אם אתם בסכנה או מרגישים רע מאוד, התקשרו עכשיו אל {emergency}. הצוות קיבל את הודעתכם.",
  ar: "رد آلي: لا نقرأ الرسائل في كل وقت. إذا كنت في خطر أو تشعر بسوء شديد، فاتصل الآن بالرقم {emergency}. وصلت رسالتك إلى فريقك.",
  ru: "Автоответ: мы читаем сообщения не всегда. Если вам очень плохо или опасно, звоните сейчас {emergency}. Сообщение получено.",
}

/** The text of a language as it is written, with the variable in it; null: there is none. */
export function answerIn(language: string, { texts }: Pick<SafetyAnswer, "texts">): string | null {
  return texts[language] ?? BUILT_IN_ANSWERS[language] ?? null
}

/** What a patient gets, in their language or else in English, with the number in it. */
export function answerFor(locale: string | null, answer: SafetyAnswer): string {
  const own = answerIn(languageOf(locale) ?? "en", answer) ?? answerIn("en", answer) ?? ""
  return filled(own, answer.emergencyNumber)
}

function filled(text: string, emergencyNumber: string): string {
  return text.replaceAll(EMERGENCY_VARIABLE, emergencyNumber)
}

/** Why a text may not be the automatic answer, in a sentence; null when it may. */
export function refuseAnswer(text: string, emergencyNumber: string): string | null {
  const body = filled(text, emergencyNumber)
  if (body.trim() === "") return "Write the text first."
  if (!text.includes(EMERGENCY_VARIABLE)) {
    return `Write ${EMERGENCY_VARIABLE} where the emergency number belongs.`
  }
  if (ANY_VARIABLE.test(body)) {
    return `Everybody gets the same text: it takes no variable but ${EMERGENCY_VARIABLE}.`
  }
  const [problem] = checkTemplate(body)
  if (problem) return problem.sentence
  const { parts } = analyseText(body)
  if (parts <= MOST_ANSWER_PARTS) return null
  return `This text takes ${parts} parts; at most ${MOST_ANSWER_PARTS} are sent. Shorten it.`
}
