import { listed, type SafetyTable } from "./table"

/**
 * Too many alarms are better than one too few, but a phrase that well patients text every day
 * (`took all my pills`) is left to Review.
 */
export const englishSafety: SafetyTable = {
  emergency: {
    self_harm: listed(`
      suicid-, suicde, kill myself, killing myself, kill my self, end my life, ending my life,
      end it all, take my own life, taking my own life, want to die, wanna die, wish i was dead,
      wish i were dead, better off dead, don't want to live, do not want to live,
      don't want to be alive, no reason to live, harm myself, harming myself, self harm-,
      selfharm-, cut myself on purpose, cutting myself
    `),
    overdose: listed(`
      overdos-, over dose, over dosed, i od'd, i've od'd, have od'd, has od'd, just od'd, he od'd,
      she od'd, od'd on, took … too many, taken … too many, took … too much,
      taken … too much, had too many, too many … pills, too many meds, too many … tablets,
      too many … doses, too much … medication, too much … medicine, too much insulin,
      whole bottle, entire bottle, poison-
    `),
    breathing: listed(`
      can't … breathe, cannot … breathe, can not … breathe, can't … breath, cannot … breath,
      can't breath-, cant breth-, couldn't breathe, unable to breathe, not breathing,
      trouble breathing, trouble breathin, difficulty … breathing, hard to breathe,
      hard to breath, struggling to breathe, struggling for breath, problem-… breathing,
      choking, gasping, turning blue, blue lips
    `),
    chest_pain: listed(`
      chest pain-, chestpain-, chest pian-, pain-… chest, chest … hurt-, hurts … chest,
      chest tight-, chest is tight, chest feels tight, tight chest, tightness … chest,
      chest pressure, pressure … chest, chest … ache-, chest … aching, heart attack,
      heart atack, heart stopped
    `),
    stroke_or_collapse: listed(`
      stroke, face … drooping, can't move my, cannot move my, numb on one side, slurred,
      slurring, passed out, passing out, blacked out, collaps-, unconscious, unresponsive,
      won't wake up, seizure-, siezure-, convuls-, having a fit
    `),
    allergic_reaction: listed(`
      anaphyl-, severe allergy, epipen, epi pen, throat … closing, throat … swelling,
      throat … swollen, throat is tight, swollen tongue, tongue … swollen, tongue … swelling,
      swollen face, face … swollen, face … swelling, lips … swollen, lips … swelling,
      swollen lips
    `),
    bleeding: listed(`
      won't stop bleeding, can't stop … bleeding, hemorrhag-, haemorrhag-, vomiting blood,
      vomited blood, throwing up blood, threw up blood, coughing … blood, coughed … blood,
      spitting blood, blood in … vomit
    `),
    emergency: listed(`
      911, call 999, call 112, ambulance, emergency, help me, er now, going to … er, in the er,
      emergency room, i'm dying, i am dying, dying, save me, someone help
    `),
  },
  urgent: {
    self_harm: listed(`
      hurt myself, hurting myself
    `),
    overdose: listed(`
      double dose, double dosed, doubled … dose, twice the dose, twice as much, extra dose,
      extra pill-, took it twice, took them twice, taken it twice, took … wrong, taken … wrong,
      wrong medication, wrong medicine, wrong pill-, wrong dose, wrong tablet-
    `),
    breathing: listed(`
      short of breath, shortness of breath, out of breath, wheezing
    `),
    stroke_or_collapse: listed(`
      blackout, faint, fainted, fainting, heart racing, hypo attack
    `),
    allergic_reaction: listed(`
      allergic reaction, alergic reaction, hives
    `),
    bleeding: listed(`
      bleeding, blood in … stool-, blood in … urine, blood in … poop, blood in … pee,
      black stool-
    `),
    emergency: listed(`
      in hospital, in the hospital, to the hospital, to hospital, hospitalized, hospitalised
    `),
  },
}
