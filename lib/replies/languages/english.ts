import { englishSafety } from "./english-safety"
import { type LanguageTable, listed } from "./table"

/** English, and the carriers' own words, which every other language falls back to. */
export const english: LanguageTable = {
  code: "en",
  name: "English",
  direction: "ltr",
  spellings: [],
  proclitics: [],
  taken: listed(`
    medication taken, medications taken, medicine taken, meds taken, med taken, pill taken,
    pills taken, tablet taken, dose taken, medication was taken, taken, taken it, taken them,
    taken my medication, all taken, just taken, took, took it, took them, i took it,
    i took them, just took it, i just took it, already took it, i already took it,
    took it already, took my medication, took my medicine, took my meds, took my pill,
    took my pills, took my dose, i took my medication, i took my medicine, i took my meds,
    i took my pill, i took my pills, i took my dose, i have taken it, i've taken it,
    have taken it, i have taken my medication, i've taken my medication, i've taken my meds,
    i have, done, all done, it's done, its done, done it, did it, i did, i did it, yes, y, yep,
    yeah, yup, yea, yess, yes i did, yes i have, yes done, yes taken, yes it's taken,
    yes i took it, yes i've taken it, yes took it, one, confirmed, completed
  `),
  notTaken: listed(`
    no, n, nope, nah, not taken, not taken yet, not yet, no not yet, medication not taken,
    medicine not taken, meds not taken, no not taken, didn't take it, i didn't take it,
    did not take it, i did not take it, i didn't, no i didn't, no i haven't, no i did not,
    didn't take my meds, two, missed, missed it, i missed it, skipped, skipped it, i skipped it,
    sorry no, no sorry, sorry not yet, not yet sorry, sorry forgot, sorry i forgot, forgot,
    i forgot, forgot it, i forgot it, forgot to take it, i forgot to take it
  `),
  vague: ["ok", "okay", "okey", "k", "kk", "okie", "roger", "copy", "ack", "got it", "noted"],
  courtesies: listed(`
    thanks, thank you, thank u, thankyou, thx, thanx, tnx, ty, tks, cheers, thanks a lot,
    thank you so much, thank you very much, many thanks, much obliged, hi, hello, hey,
    good morning, good evening, good afternoon, good night, bye, have a nice day,
    have a good day, god bless
  `),
  optOut: {
    exact: listed(`
      stop, stopall, stop all, unsubscribe, opt out, optout, end, cancel, quit, revoke, arret,
      please stop, stop please, stop now, stop it, unsubscribe me, please unsubscribe,
      opt me out, remove me, cancel messages
    `),
    firstWords: ["stop", "stopall", "unsubscribe", "optout"],
    phrases: listed(`
      stop texting me, stop texting us, stop messaging me, stop messaging us, stop contacting me,
      stop contacting us, stop these texts, stop these messages, stop the texts, stop the messages,
      stop the reminders, stop reminding me, don't text me, do not text me, don't message me,
      do not message me, don't contact me, do not contact me, no more texts, no more messages,
      no more reminders, unsubscribe me, want to unsubscribe
    `),
    openings: listed(`
      stop texting, stop messaging, stop contacting, stop sending, stop sending this,
      stop sending me this, stop sending these, stop sending me these, take me off, remove me from,
      opt me out, want to opt out, like to opt out, stop sending that, stop sending me that,
      stop sending them, stop sending me them, stop sending it, stop sending me it,
      remove me from this
    `),
    texts: listed(`
      text, texts, txt, txts, message, messages, msg, msgs, sms, reminder, reminders, notification,
      notifications, alert, alerts, list, lists, system, service, database, number, phone, cell,
      chat, spam, junk, crap, ads
    `),
    fillers: listed(`
      of, from, to, the, this, these, those, that, your, our, my, all, any, more, further, so many,
      mailing, contact, group, automated, automatic, daily, wrong
    `),
    endings: listed(`
      me, us, please, now, again, anymore, any more, at once, immediately, right away, today, asap,
      from now on, for good
    `),
  },
  optIn: {
    exact: ["start", "unstop", "opt in", "optin", "subscribe", "resubscribe"],
    whileOptedOut: ["yes", "yes please"],
  },
  help: ["help", "info", "aide"],
  negations: ["not", "no", "never", "dont", "do not", "didnt", "wont", "cannot", "cant", "without"],
  sentence: {
    verbs: ["taken", "took"],
    allowed: listed(`
      i, ive, i've, have, just, already, now, yes, yep, yeah, it, its, them, my, the, this,
      these, that, has, been, was, were, all good, done, medication, medications, medicine,
      medicines, meds, med, pill, pills, tablet, tablets, capsule, capsules, dose, insulin,
      drops, today, this morning, in the morning, this afternoon, this evening, tonight,
      at noon, at lunch, at lunchtime, at breakfast, at dinner, at supper, at bedtime,
      with breakfast, with lunch, with dinner, with supper, with food, with my food, with water,
      with a meal, with my meal, with my breakfast, with my lunch, with my dinner,
      after breakfast, after lunch, after dinner, after supper, after food, after a meal,
      after my meal, on time, earlier, earlier today, a few minutes ago, a minute ago,
      an hour ago, half an hour ago, minutes ago, a while ago, moments ago, a bit late,
      a little late, late, ok, okay, as prescribed, as directed, as scheduled, as usual
    `),
    questionStarts: ["have i", "did i", "should i", "can i", "was it", "has it", "do i", "is it"],
    clock: {
      before: ["at"],
      after: ["am", "pm", "oclock"],
      ago: ["* min ago", "* mins ago", "* minutes ago", "* hours ago"],
    },
  },
  notNames: listed(`
    late, later, tomorrow, yesterday, today, tonight, sorry, maybe, only, half, missed, miss,
    forgot, skip, skipped, not, no, none, never, yes, pill, pills, tablet, tablets, dose, doses,
    more, less, left, of, out, but, and, almost, nearly, soon, wait, stop, help, sick, ill, pain,
    vomited, nausea, dizzy, tired, wrong, extra, double, please, call, need, will, to, too, the,
    my, in, at, on, with, without, am, pm, hour, i, it, is, im, was, have, has, had, did, do, cant,
    dont, didnt, feel, feels, feeling, felt, fell, fall, fallen, went, gave, give, given, got, get,
    lost, broke, broken, dropped, spilled, spat, ran, gone, stopped, threw, throw, throwing, up,
    down, off, vomit, vomiting, puke, puked, puking, nauseous, queasy, stomach, belly, tummy, head,
    headache, migraine, chest, heart, back, leg, legs, arm, arms, hand, hands, foot, feet, face,
    mouth, tongue, throat, eye, eyes, ear, ears, skin, hurt, hurts, hurting, ache, aches, aching,
    sore, cramp, cramps, fever, feverish, chills, cold, hot, sweating, sweaty, cough, coughing,
    rash, itch, itchy, itching, swollen, swelling, numb, numbness, tingling, blind, blurry,
    blurred, vision, deaf, weak, shaky, shaking, faint, fainted, drowsy, sleepy, asleep, exhausted,
    confused, anxious, depressed, sad, scared, worried, bleeding, blood, bruised, diarrhea,
    diarrhoea, constipated, bloated, thirsty, hungry, unwell, bad, badly, worse, awful, terrible,
    horrible, lousy, weird, strange, better, good, fine, very, really, still, again, always,
    before, after, morning, evening, night, noon, twice, both, all, some, one, two, lie, lies,
    lied, lying, joke, joking, kidding, fake, false, hospital, doctor, nurse, pharmacy, emergency,
    urgent, empty, expired, finished, spouse, wife, husband, mother, mom, father, dad, daughter,
    brother, sister, dog, cat, side, effect, effects, reaction, allergic, allergy, sugar, pressure,
    high, low, dead, dying, pregnant, medicine, medication, meds, insulin, refill, refills
  `),
  signatures: ["sent from my", "sent from", "sent via", "get outlook for"],
  tapbacks: {
    taken: ["liked"],
    notTaken: ["disliked"],
    question: ["questioned"],
    other: listed(`
      loved, laughed at, emphasized, emphasised, removed a like from, removed a heart from,
      removed a dislike from, removed a laugh from, removed an exclamation from,
      removed a question mark from
    `),
    reactions: ["reacted * to", "* to"],
  },
  safety: englishSafety,
}
