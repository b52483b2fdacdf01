import { readAs, type VectorGroup } from "./vector"

export const HEBREW_VECTORS: readonly VectorGroup[] = [
  {
    heading: "Hebrew: taken",
    locale: "he-il",
    rows: [
      ...readAs(
        "taken",
        "high",
        `
          כן
          כן תודה
          1 תודה
          1, תודה רבה!
          לקחתי
          כבר לקחתי
          לקחתי את התרופה
          לקחתי את הכדור
          תרופה נלקחה
          כן, לקחתי
          נלקח
          בוצע
          בוקר טוב, כן
          לָקַחְתִּי
          לקחתי 👍
          אחת
        `,
      ),
      ...readAs(
        "taken",
        "medium",
        `
          לקחתי הבוקר
          לקחתי בשעה 8
          לקחתי ב-8:30
          לקחתי את הכדורים לפני 10 דקות
          לקחתי את התרופה אחרי האוכל
          כבר לקחתי את האינסולין היום
        `,
      ),
    ],
  },
  {
    heading: "Hebrew: not taken",
    locale: "he-il",
    rows: [
      ...readAs(
        "not_taken",
        "high",
        `
          לא
          לא לקחתי
          עדיין לא
          עוד לא
          עוד לא לקחתי
          לא לקחתי את הכדור
          שכחתי
          שכחתי לקחת
          2 לא
          סליחה, שכחתי
        `,
      ),
    ],
  },
  {
    heading: "Hebrew: a person reads it",
    locale: "he-il",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          לקחתי חצי
          לקחתי רק חצי כדור
          אקח אחר כך
          אני אקח מחר
          בעלי לקח
          לא זוכר אם לקחתי
          לקחתי והקאתי
          הפסקתי לקחת
          נגמרו הכדורים
          לקחתי אתמול
          1 אבל באיחור
          לא תודה
          לא יכול לדבר עכשיו
          יש לי בחילה
          לקחתי אחד מתוך שניים
        `,
      ),
      ...readAs(
        "unknown_code",
        "low",
        `
          אוקיי תודה
          בסדר
          סבבה
        `,
      ),
      ...readAs(
        "question",
        "medium",
        `
          אפשר לקחת עם אוכל?
          האם לקחת על קיבה ריקה
          לקחתי?
        `,
      ),
    ],
  },
  {
    heading: "Hebrew: consent and help",
    locale: "he-il",
    rows: [
      ...readAs(
        "opt_out",
        "high",
        `
          הסר
          הסר אותי מהרשימה
          תפסיקו לשלוח לי הודעות
          STOP
          להסיר
          לא רוצה לקבל הודעות
        `,
      ),
      ...readAs(
        "opt_in",
        "high",
        `
          התחל
          START
        `,
      ),
      ...readAs(
        "help",
        "high",
        `
          עזרה
          מידע
        `,
      ),
    ],
  },
  {
    heading: "Hebrew: after opting out",
    locale: "he-il",
    optedOut: true,
    rows: [
      ...readAs(
        "opt_in",
        "high",
        `
          כן
        `,
      ),
    ],
  },
  {
    heading: "Hebrew: alarms",
    locale: "he-il",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          כאבים בחזה
          יש לי כאב חזק בחזה
          לחץ בחזה
          לקחתי ויש לי כאב בחזה
        `,
        "chest_pain",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          אני לא יכולה לנשום
          קשה לי לנשום
          קוצר נשימה
        `,
        "breathing",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          לקחתי יותר מדי כדורים
          מנת יתר
          לקחתי את הכדור פעמיים
        `,
        "overdose",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          אני רוצה למות
          חושב להתאבד
        `,
        "self_harm",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          התעלפתי
        `,
        "stroke_or_collapse",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          אני מקיא דם
        `,
        "bleeding",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          הלשון שלי נפוחה
        `,
        "allergic_reaction",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          הצילו
          תזמינו אמבולנס
          מד״א
        `,
        "emergency",
      ),
    ],
  },
]
