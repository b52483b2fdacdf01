import { readAs, type VectorGroup } from "./vector"

export const ARABIC_VECTORS: readonly VectorGroup[] = [
  {
    heading: "Arabic: taken",
    locale: "ar-eg",
    rows: [
      ...readAs(
        "taken",
        "high",
        `
          نعم
          نعم شكرا
          1 شكرا
          ١ شكراً
          أخذت
          أخذته
          اخذتها
          أخذت الدواء
          تم أخذ الدواء
          نعم، أخذته
          خدت الدوا
          أيوه
          ايوه خدته
          تم 👍
          أَخَذْتُهُ
          الحمد لله أخذته
          صباح الخير، نعم
        `,
      ),
      ...readAs(
        "taken",
        "medium",
        `
          أخذت الدواء الصبح
          أخذته الساعة ٨
          أخذت الدواء الساعة 8:30 صباحا
          خدت الدوا بعد الأكل
          أخذت الحبة قبل 10 دقائق
          تناولت الدواء مع الماء
        `,
      ),
    ],
  },
  {
    heading: "Arabic: not taken",
    locale: "ar-eg",
    rows: [
      ...readAs(
        "not_taken",
        "high",
        `
          لا
          لم آخذه
          ليس بعد
          لم آخذ الدواء
          ما أخذته
          ما اخدته
          ماخدتش
          لسه ماخدتوش
          نسيت
          ٢ لا
          آسف نسيت
        `,
      ),
    ],
  },
  {
    heading: "Arabic: a person reads it",
    locale: "ar-eg",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          أخذت نصف حبة
          أخذت نص الحبة بس
          سآخذه لاحقا
          رح آخده بعدين
          زوجتي أخذت الدواء
          لا أعرف إذا أخذته
          أخذته وتقيأت
          توقفت عن أخذ الدواء
          خلص الدواء
          أخذته أمس
          ١ بس متأخر
          لا شكرا
          أخذت الجرعتين
          عندي غثيان
          شربت ماء
          آخذ الدواء
          تناول الدواء
          ايه
          خلص
          1 خلص
        `,
      ),
      ...readAs(
        "unknown_code",
        "low",
        `
          طيب شكرا
          ان شاء الله
          حسناً
        `,
      ),
      ...readAs(
        "question",
        "medium",
        `
          هل آخذه مع الأكل؟
          هل آخذه قبل النوم
          أخذته؟
        `,
      ),
    ],
  },
  {
    heading: "Arabic: consent and help",
    locale: "ar-eg",
    rows: [
      ...readAs(
        "opt_out",
        "high",
        `
          توقف
          إلغاء الاشتراك
          الغاء
          STOP
          لا ترسلوا لي رسائل
          لا أريد رسائل
        `,
      ),
      ...readAs(
        "opt_in",
        "high",
        `
          ابدأ
          START
        `,
      ),
      ...readAs(
        "help",
        "high",
        `
          مساعدة
          معلومات
        `,
      ),
    ],
  },
  {
    heading: "Arabic: after opting out",
    locale: "ar-eg",
    optedOut: true,
    rows: [
      ...readAs(
        "opt_in",
        "high",
        `
          نعم
        `,
      ),
    ],
  },
  {
    heading: "Arabic: alarms",
    locale: "ar-eg",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          ألم في صدري
          عندي وجع بصدري
          أخذته والآن ألم في الصدر
        `,
        "chest_pain",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          لا أستطيع التنفس
          مش قادر أتنفس
          ضيق في التنفس
        `,
        "breathing",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          جرعة زائدة
          أخذت حبوب كثيرة
          أخذته مرتين
        `,
        "overdose",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          أريد أن أموت
          أفكر في الانتحار
        `,
        "self_harm",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          فقدت الوعي
        `,
        "stroke_or_collapse",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          أتقيأ دماً
        `,
        "bleeding",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          تورم في وجهي
        `,
        "allergic_reaction",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          ساعدوني
          الإسعاف
          حالة طوارئ
        `,
        "emergency",
      ),
    ],
  },
]
