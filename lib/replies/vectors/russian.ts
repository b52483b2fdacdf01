import { readAs, type VectorGroup } from "./vector"

export const RUSSIAN_VECTORS: readonly VectorGroup[] = [
  {
    heading: "Russian: taken",
    locale: "ru-ru",
    rows: [
      ...readAs(
        "taken",
        "high",
        `
          Да
          да, спасибо
          1 спасибо
          1, спс
          принял
          Приняла
          Уже приняла
          лекарство принято
          Я принял таблетку
          выпила
          Выпил лекарство, спасибо
          всё приняла
          Доброе утро, да
          готово
          da
          принял 👍
        `,
      ),
      ...readAs(
        "taken",
        "medium",
        `
          приняла утром
          принял в 8
          Выпила таблетку в 8:30
          принял 10 минут назад
          Я уже выпила лекарство после завтрака
          Принял вовремя с водой
        `,
      ),
    ],
  },
  {
    heading: "Russian: not taken",
    locale: "ru-ru",
    rows: [
      ...readAs(
        "not_taken",
        "high",
        `
          Нет
          ещё нет
          Еще нет
          не принимала
          Не принял
          не пила
          забыла
          Нет, не приняла
          2 нет
          извините, забыл
          пока нет
        `,
      ),
    ],
  },
  {
    heading: "Russian: a person reads it",
    locale: "ru-ru",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          принял половину
          выпила только половину
          приму позже
          выпью вечером
          муж принял
          не помню, принял ли
          приняла, но вырвало
          принял душ
          выпила кофе
          перестал принимать
          таблетки кончились
          принял вчера
          1 но поздно
          нет спасибо
          кружится голова
        `,
      ),
      ...readAs(
        "unknown_code",
        "low",
        `
          ок спасибо
          хорошо
          Понятно
        `,
      ),
      ...readAs(
        "question",
        "medium",
        `
          Можно принимать с едой?
          можно ли принимать с молоком
          Принял?
        `,
      ),
    ],
  },
  {
    heading: "Russian: consent and help",
    locale: "ru-ru",
    rows: [
      ...readAs(
        "opt_out",
        "high",
        `
          СТОП
          стоп
          отписаться
          Не присылайте мне больше сообщения
          STOP
          прекратите писать
        `,
      ),
      ...readAs(
        "opt_in",
        "high",
        `
          старт
          START
        `,
      ),
      ...readAs(
        "help",
        "high",
        `
          помощь
          инфо
        `,
      ),
    ],
  },
  {
    heading: "Russian: after opting out",
    locale: "ru-ru",
    optedOut: true,
    rows: [
      ...readAs(
        "opt_in",
        "high",
        `
          да
        `,
      ),
    ],
  },
  {
    heading: "Russian: alarms",
    locale: "ru-ru",
    rows: [
      ...readAs(
        "free_text",
        "low",
        `
          боль в груди
          сильно болит в груди
          болит сердце
        `,
        "chest_pain",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          не могу дышать
          задыхаюсь
          одышка
        `,
        "breathing",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          выпила слишком много таблеток
          передозировка
          приняла дважды
        `,
        "overdose",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          не хочу жить
          хочу умереть
        `,
        "self_harm",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          потеряла сознание
          кажется, инсульт
        `,
        "stroke_or_collapse",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          рвота с кровью
        `,
        "bleeding",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          опух язык
        `,
        "allergic_reaction",
      ),
      ...readAs(
        "free_text",
        "low",
        `
          помогите
          вызовите скорую
          Спасите
        `,
        "emergency",
      ),
    ],
  },
]
