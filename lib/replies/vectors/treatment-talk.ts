import { readAs, type VectorGroup } from "./vector"

/** Wishes to hear no more, beside wishes about the treatment that sound like them. */
const wishes = (heading: string, locale: string, optOuts: string, others: string): VectorGroup => ({
  heading,
  locale,
  rows: [...readAs("opt_out", "high", optOuts), ...readAs("free_text", "low", others)],
})

export const TREATMENT_TALK_VECTORS: readonly VectorGroup[] = [
  wishes(
    "No more texts, or no more of a medicine",
    "en-us",
    `
      take me off this list
      Please take me off
      take me off now, thank you
      remove me from your list
      please remove me from all of your mailing lists
      stop texting me
      Stop texting this number
      could you stop sending these
      please stop sending me messages
      please stop contacting me
      I want to opt out of these texts
      opt me out please
      Stop sending me the pills
      stop contacting my wife
      remove me from this
      Stop sending me that
      Stop texting, wrong number
      Stop texting you have the wrong number
      Stop texting him he died
    `,
    `
      please take me off the water pill
      take me off it
      take me off the waiting list
      remove me from metformin
      please stop sending refills
      could you stop texting my wife
      I want to opt out of the study
    `,
  ),
  {
    heading: "Questions about a medicine that sound like an opt-out",
    locale: "en-us",
    rows: readAs(
      "question",
      "medium",
      `
        Can you take me off this medication? It makes me dizzy
        did the doctor take me off lisinopril?
      `,
    ),
  },
  wishes(
    "Spanish: no more texts, or no more of a medicine",
    "es-mx",
    `
      no me envíen más mensajes
      No me manden más, por favor
      dejen de enviarme sus recordatorios
      dejen de enviarme esto
      Quiero darme de baja
      deme de baja de la lista
      Stop contacting my wife
      Quítenme de la lista, por favor
      Quítenme de la lista de mensajes
    `,
    `
      no me envíen más pastillas
      dejen de mandarme recetas
      Doctora, deme de baja laboral
      quiero darme de baja del tratamiento
      Quítenme de la lista de espera
    `,
  ),
  wishes(
    "French: no more texts, or no more of a medicine",
    "fr-fr",
    `
      ne m'envoyez plus de messages
      Ne m’envoyez plus rien
      arrêtez de m'envoyer ça
      je ne veux plus recevoir vos sms
      Je ne souhaite plus recevoir de rappels, merci
      Retirez-moi de votre liste
      Retirez-moi de la liste de diffusion
      Désabonnez-moi
    `,
    `
      je ne veux plus recevoir ce traitement
      ne m'envoyez plus de comprimés
      arrêtez de m'envoyer ces médicaments
      retirez-moi de cette étude
      Retirez-moi de la liste d’attente
    `,
  ),
  wishes(
    "German: no more texts, or no more of a medicine",
    "de-de",
    `
      Bitte schicken Sie mir keine Nachrichten mehr
      schicken Sie mir keine weiteren Erinnerungen
      Schicken Sie mir keine Werbung
      Hören Sie auf mir zu schreiben
    `,
    `
      bitte schicken sie mir keine tabletten mehr
      Senden Sie mir keine Rezepte mehr
      hören Sie auf mir diese Pillen zu geben
    `,
  ),
  wishes(
    "Portuguese: no more texts, or no more of a medicine",
    "pt-br",
    `
      pare de enviar mensagens
      Parem de me enviar esses lembretes
      pare de me enviar isso
      não me mande mais, por favor
      não quero mais receber
      Tire-me da lista
    `,
    `
      pare de enviar o remédio
      não quero mais receber a medicação
      não me mandem mais comprimidos
      me tire da lista de espera
    `,
  ),
  wishes(
    "Hebrew: no more texts, or no more of a medicine",
    "he-il",
    `
      לא מעוניין לקבל הודעות
      לא מעוניינת לקבל
      אל תשלחו לי יותר הודעות
      תפסיקו לשלוח לי, בבקשה
      תפסיקו לשלוח לי את זה
      תסירו אותי מהרשימה
    `,
    `
      לא מעוניין לקבל את הטיפול
      אל תשלחו לי את התרופות
      תפסיקו לשלוח כדורים
      תסירו אותי מהטיפול
    `,
  ),
  wishes(
    "Arabic: no more texts, or no more of a medicine",
    "ar-eg",
    `
      لا ترسلوا لي أي رسائل
      لا ترسلوا لي بعد الآن
      لا ترسلوا لي هذا
      توقفوا عن إرسال هذه الرسائل
      لا أرغب في استلام رسائلكم
    `,
    `
      لا ترسلوا لي الدواء
      توقفوا عن إرسال الأدوية
      لا أريد استلام الدواء
    `,
  ),
  wishes(
    "Russian: no more texts, or no more of a medicine",
    "ru-ru",
    `
      не присылайте мне сообщения
      Больше не присылайте, пожалуйста
      не шлите мне эти смс
      не шлите мне это больше
      перестаньте присылать напоминания
    `,
    `
      не присылайте эти таблетки
      не шлите мне больше лекарства
      перестаньте присылать рецепты
    `,
  ),
]
