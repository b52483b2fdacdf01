import { listed, type SafetyTable } from "./table"

/** Never `Not` or `Gift` alone: both are everyday words of English. */
export const germanSafety: SafetyTable = {
  emergency: {
    self_harm: listed(`
      suizid-, suicid-, selbstmord-, selbst mord, mich umbringen, bring mich um, bringe mich um,
      bringe ich mich um, leben nehmen, das leben nehme, nicht mehr leben, will sterben,
      möchte sterben, möchte nur noch sterben, sterben will, leben beenden, lebensmüde,
      mich selbst verletzen, mich selber verletzen, selbstverletz-, mich ritzen, ritze mich,
      alles beenden
    `),
    overdose: listed(`
      überdos-, über dosis, zu viele … tabletten, zu viele … pillen, zu viele … medikamente,
      zu viele … tropfen, zu viele … genommen, zuviele … genommen, zuviele … tabletten,
      zu viel … genommen, zuviel … genommen, zu viel … eingenommen, zu viel insulin,
      zuviel insulin, ganze packung, ganze schachtel, ganze flasche, vergift-
    `),
    breathing: listed(`
      keine luft, kaum luft, kann nicht … atmen, kann nicht … atmet, kann kaum atmen,
      kann kaum noch atmen, nicht mehr atmen, nicht richtig atmen, nicht gut atmen, atmet nicht,
      schwer zu atmen, atemnot, atmenot, luftnot, erstick-, blaue lippen
    `),
    chest_pain: listed(`
      brustschmerz-, brust schmerz-, schmerz- … brust, stechen … brust, druck … brust,
      enge … brust, brust … weh, brust … schmerzt, brustenge, engegefühl, herzinfarkt,
      herzinfakt, herzanfall, herzstillstand, herzschmerz-, schmerz- … herz
    `),
    stroke_or_collapse: listed(`
      schlaganfall, schlag anfall, gelähmt, lähmung-, bewusstlos-, bewußtlos-,
      bewusstsein verloren, zusammengebrochen, krampfanfall, krampfanfälle, epileptisch-,
      gesicht hängt, mundwinkel hängt, arm nicht … bewegen, bein nicht … bewegen,
      wacht nicht auf, reagiert nicht mehr
    `),
    allergic_reaction: listed(`
      anaphyla-, allergischer schock, hals schwillt, hals … zu schwillt, hals geht zu,
      hals … geschwollen, kehle … zu, rachen … geschwollen, zunge … geschwollen, zunge schwillt,
      lippe- … geschwollen, gesicht … geschwollen, gesicht schwillt
    `),
    bleeding: listed(`
      blut erbrochen, erbreche blut, erbreche … blut, blut gespuckt, spucke blut, spuckt blut,
      huste blut, blut gehustet, bluthusten, kotze blut, hört nicht auf zu bluten, blutet stark,
      starke blutung
    `),
    emergency: listed(`
      notfall-, notarzt, notruf, krankenwagen, rettungswagen, notaufnahme, zu hilfe, hilf mir,
      helft mir, helfen sie mir, ich sterbe, sterbe gerade, im sterben, ruf- … 112, 112 anrufen,
      rettet mich
    `),
  },
  urgent: {
    self_harm: listed(`
      mich verletzt absichtlich, absichtlich verletzt
    `),
    overdose: listed(`
      doppelte dosis, doppelte menge, doppelt genommen, doppelt eingenommen, zweimal genommen,
      zweimal eingenommen, zwei mal genommen, 2 mal genommen, 2x genommen, falsche tablette-,
      falsche medikament-, falsches medikament, falsche dosis, falsche pille-, falsche tropfen,
      tabletten verwechselt, tablette verwechselt, medikamente verwechselt,
      eine tablette zu viel, eine zu viel, eine zuviel
    `),
    breathing: listed(`
      kurzatmig-, außer atem, atembeschwerden, atemprobleme
    `),
    stroke_or_collapse: listed(`
      ohnmächtig, ohnmacht, umgekippt, kollabiert, kreislaufkollaps, herzrasen, unterzucker-
    `),
    allergic_reaction: listed(`
      allergische reaktion, alergische reaktion, allergisch reagiert, nesselsucht, quaddeln
    `),
    bleeding: listed(`
      blutung-, blutet, ich blute, nasenbluten, blut im stuhl, blut im urin, schwarzer stuhl
    `),
    emergency: listed(`
      im krankenhaus, ins krankenhaus, im spital, ins spital
    `),
  },
}
