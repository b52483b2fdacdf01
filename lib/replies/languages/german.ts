import { germanSafety } from "./german-safety"
import { type LanguageTable, listed } from "./table"

export const german: LanguageTable = {
  code: "de",
  name: "German",
  direction: "ltr",
  spellings: [
    ["ä", "ae"],
    ["ö", "oe"],
    ["ü", "ue"],
  ],
  proclitics: [],
  taken: listed(`
    medikament genommen, medikamente genommen, medikament eingenommen, medikamente eingenommen,
    medizin genommen, tablette genommen, tabletten genommen, tablette eingenommen,
    pille genommen, pillen genommen, dosis genommen, genommen, eingenommen, schon genommen,
    bereits genommen, gerade genommen, alles genommen, alle genommen, ist genommen,
    ich habe sie genommen, ich habe es genommen, ich habe ihn genommen, habe ich genommen,
    hab ich genommen, hab sie genommen, hab es genommen, habs genommen, habe sie genommen,
    habe es genommen, ich hab sie genommen, ich hab es genommen, ich hab's genommen,
    habe sie eingenommen, ich habe sie eingenommen, ich habe es eingenommen,
    ich habe meine tablette genommen, ich habe meine tabletten genommen,
    ich habe die tablette genommen, ich habe die tabletten genommen,
    ich habe meine medikamente genommen, ich habe das medikament genommen,
    ich habe mein medikament genommen, habe meine tabletten genommen,
    hab meine tabletten genommen, hab meine tablette genommen, habe die tabletten genommen,
    tabletten sind genommen, ja, jaa, jo, jep, jap, jawohl, ja genommen, ja eingenommen,
    ja hab ich, ja habe ich, hab ich, habe ich, ja gemacht, ja schon, ja schon genommen,
    ja ist genommen, ja sie ist genommen, ja erledigt, ja natürlich, ja klar, erledigt, gemacht,
    hab ich gemacht, ist erledigt, schon erledigt, fertig, eins, bestätigt
  `),
  notTaken: listed(`
    nein, nee, ne, nö, nein noch nicht, noch nicht, noch nicht genommen, nicht genommen,
    nicht eingenommen, noch nicht eingenommen, medikament nicht genommen,
    tablette nicht genommen, tabletten nicht genommen, nein nicht genommen,
    ich habe sie nicht genommen, ich habe es nicht genommen, ich habe ihn nicht genommen,
    ich hab sie nicht genommen, ich hab es nicht genommen, hab ich nicht genommen,
    habe ich nicht genommen, habe sie nicht genommen, hab sie nicht genommen,
    hab sie noch nicht genommen, ich habe sie noch nicht genommen,
    ich hab sie noch nicht genommen, ich habe es noch nicht genommen,
    ich habe meine tabletten nicht genommen, ich habe meine tablette nicht genommen,
    ich habe noch nichts genommen, nein hab ich nicht, nein habe ich nicht, habe ich nicht,
    hab ich nicht, vergessen, hab ich vergessen, habe ich vergessen, ich habe es vergessen,
    ich hab es vergessen, ich habe sie vergessen, ich hab sie vergessen, hab's vergessen,
    habe es vergessen, leider vergessen, leider nein, leider nicht, leider noch nicht,
    nein leider, nein leider nicht, sorry vergessen, entschuldigung vergessen, sorry nein,
    ausgelassen, zwei
  `),
  vague: listed(`
    ok, okay, okey, oki, gut, in ordnung, alles klar, verstanden, passt, geht klar, mach ich,
    mache ich, wird gemacht, bin dabei, einverstanden, prima, super
  `),
  courtesies: listed(`
    danke, dankeschön, danke schön, danke sehr, vielen dank, besten dank, herzlichen dank, thx,
    merci, danke dir, danke ihnen, danke für die erinnerung, hallo, hi, guten morgen, moin,
    guten tag, guten abend, gute nacht, grüß gott, servus, lg, mfg, vg, liebe grüße,
    viele grüße, mit freundlichen grüßen, schöne grüße, bitte, schönen tag, schönen tag noch,
    tschüss
  `),
  optOut: {
    exact: listed(`
      stop, stopp, abmelden, abmeldung, abbestellen, kündigen, beenden, stop bitte, bitte stop,
      stopp bitte, bitte stopp, bitte abmelden, aufhören, bitte aufhören, austragen,
      keine sms mehr, keine nachrichten mehr
    `),
    firstWords: ["stop", "stopp", "unsubscribe"],
    phrases: listed(`
      keine sms mehr, keine nachrichten mehr, keine erinnerungen mehr, keine weiteren nachrichten,
      keine weiteren sms, schreiben sie mir nicht mehr, schreibt mir nicht mehr,
      schicken sie mir nichts mehr, melden sie mich ab, meldet mich ab, ich möchte mich abmelden,
      will mich abmelden, möchte das abbestellen, nachrichten abbestellen, sms abbestellen
    `),
    openings: listed(`
      hören sie auf mir, hör auf mir, hört auf mir, schicken sie mir keine, senden sie mir keine
    `),
    texts: listed(`
      nachricht, nachrichten, sms, erinnerung, erinnerungen, textnachrichten, mitteilungen,
      meldungen, zu schreiben, zu texten, zu simsen, werbung
    `),
    fillers: listed(`
      die, diese, solche, ihre, eure, weitere, weiteren, automatischen, noch, immer, ständig,
      dauernd, so viele
    `),
    endings: listed(`
      mehr, jetzt, sofort, ab sofort
    `),
  },
  optIn: {
    exact: ["start", "anmelden", "wieder anmelden", "weiter senden", "fortsetzen"],
    whileOptedOut: ["ja", "ja bitte"],
  },
  help: ["hilfe", "info", "infos", "help"],
  negations: ["nicht", "nie", "niemals", "kein", "keine", "keinen", "nichts", "ohne", "nein"],
  sentence: {
    verbs: listed(`
      genommen, eingenommen, geschluckt, gespritzt
    `),
    allowed: listed(`
      ich, hab, habe, habs, hab's, es, sie, ihn, die, das, den, mein, meine, meinen, ja, jep,
      schon, bereits, gerade, gerade eben, eben, soeben, jetzt, ist, sind, wurde, wurden, alles,
      tablette, tabletten, medikament, medikamente, medizin, pille, pillen, kapsel, kapseln,
      tropfen, insulin, dosis, arznei, heute, heute morgen, heute früh, heute vormittag,
      heute mittag, heute nachmittag, heute abend, am morgen, am abend, am mittag, morgens, abends,
      mittags, pünktlich, rechtzeitig, etwas später, etwas zu spät, zu spät, wie immer,
      wie verordnet, wie vorgeschrieben, wie gewohnt, mit wasser, mit essen, mit dem essen,
      mit dem frühstück, zum frühstück, zum essen, zum abendessen, beim frühstück, beim essen,
      nach dem frühstück, nach dem essen, nach dem mittagessen, nach dem abendessen, vor dem essen,
      vor dem schlafen, vor dem frühstück, vor einer stunde, vor einer halben stunde,
      vor ein paar minuten, vor kurzem, erledigt, ok, gut
    `),
    questionStarts: listed(`
      soll ich, muss ich, darf ich, kann ich, habe ich schon, hab ich schon, wann, wie viele,
      wie viel, wieviel, welche, was passiert wenn, ist es normal, warum
    `),
    clock: {
      before: ["um", "gegen"],
      after: ["uhr", "h", "am", "pm"],
      ago: ["vor * minuten", "vor * min", "vor * stunden"],
    },
  },
  notNames: listed(`
    später, morgen, gestern, heute, nachher, vielleicht, nur, halb, halbe, hälfte, vergessen,
    nicht, nein, keine, kein, nie, nichts, ja, tablette, tabletten, dosis, mehr, weniger, fehlt,
    fehlen, aber, und, fast, bald, gleich, warten, stopp, hilfe, krank, schlecht, übel, schmerzen,
    erbrochen, schwindel, schwindelig, müde, falsch, falsche, doppelt, bitte, anrufen, brauche,
    werde, mit, ohne, die, das, der, eine, zwei, andere, ich, habe, hab, hatte, bin, war, ist, mir,
    mich, es, tut, weh, geht, sehr, viel, noch, wieder, immer, vorher, alle, alles, beide, abend,
    mittag, nacht, früh, gestürzt, sturz, gefallen, hingefallen, gegeben, verloren, kaputt,
    verschüttet, ausgespuckt, erbrechen, übergeben, gekotzt, übelkeit, magen, bauch,
    bauchschmerzen, bauchweh, kopf, kopfschmerzen, kopfweh, brust, herz, herzrasen, rücken, bein,
    beine, arm, arme, hand, hände, fuß, füße, gesicht, mund, zunge, hals, halsschmerzen, auge,
    augen, ohr, ohren, haut, schmerz, schmerzt, fieber, schüttelfrost, kalt, heiß, schweiß, husten,
    grippe, ausschlag, juckreiz, juckt, geschwollen, schwellung, taub, taubheit, kribbeln, blind,
    verschwommen, schwach, schwäche, zittern, zittrig, ohnmächtig, ohnmacht, schläfrig, erschöpft,
    verwirrt, angst, traurig, blut, blutet, blutung, nasenbluten, durchfall, verstopfung, durst,
    hunger, schlimm, schlimmer, schrecklich, furchtbar, elend, besser, stark, starke, starkes,
    hoch, hohe, hohes, niedrig, komisch, seltsam, gelogen, lüge, witz, scherz, krankenhaus, arzt,
    ärztin, apotheke, notfall, notaufnahme, leer, abgelaufen, frau, ehefrau, ehemann, mutter,
    vater, sohn, tochter, bruder, schwester, hund, katze, nebenwirkung, nebenwirkungen, reaktion,
    allergie, allergisch, zucker, blutdruck, tot, schwanger
  `),
  signatures: [
    "von meinem iphone gesendet",
    "gesendet von meinem",
    "gesendet mit",
    "gesendet von",
    "von meinem",
    "outlook für",
  ],
  tapbacks: {
    taken: ["gefällt", "mir gefällt", "hat ein like hinzugefügt zu"],
    notTaken: ["gefällt nicht", "mir gefällt nicht"],
    question: ["fragt nach", "hinterfragt"],
    other: ["liebt", "lacht über", "hat gelacht über", "betont", "hebt hervor"],
    reactions: ["reagierte mit * auf", "hat mit * reagiert auf", "hat mit * auf", "* auf", "* zu"],
  },
  safety: germanSafety,
}
