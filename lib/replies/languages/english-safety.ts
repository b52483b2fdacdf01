import type { LanguageTable } from "./table"

/**
 * Too many alarms are better than one too few, but a phrase that well patients text every day
 * (`took all my pills`) is left to Review. `…` is up to three words, a closing `-` any ending.
 */
export const englishSafety: LanguageTable["safety"] = {
  self_harm: [
    ...["suicid-", "kill myself", "killing myself", "end my life", "ending my life", "end it all"],
    ...["take my own life", "taking my own life", "want to die", "wanna die", "wish i was dead"],
    ...["wish i were dead", "better off dead", "don't want to live", "do not want to live"],
    ...["don't want to be alive", "no reason to live", "hurt myself", "hurting myself"],
    ...["harm myself", "harming myself", "self harm-", "cut myself on purpose", "cutting myself"],
  ],
  overdose: [
    ...["overdos-", "over dose", "over dosed", "took … too many", "taken … too many"],
    ...["took … too much", "taken … too much", "had too many", "too many … pills", "too many meds"],
    ...["too many … tablets", "too many … doses", "too much … medication", "too much … medicine"],
    ...["too much insulin", "double dose", "double dosed", "doubled … dose", "twice the dose"],
    ...["twice as much", "extra dose", "extra pill-", "took it twice", "took them twice"],
    ...["taken it twice", "took … wrong", "taken … wrong", "wrong medication", "wrong medicine"],
    ...["wrong pill-", "wrong dose", "wrong tablet-", "whole bottle", "entire bottle", "poison-"],
  ],
  breathing: [
    ...["can't … breathe", "cannot … breathe", "can not … breathe", "can't … breath"],
    ...["cannot … breath", "couldn't breathe", "unable to breathe", "not breathing"],
    ...["trouble breathing", "difficulty … breathing", "hard to breathe", "hard to breath"],
    ...["struggling to breathe", "struggling for breath", "problem-… breathing", "short of breath"],
    ...["shortness of breath", "out of breath", "choking", "gasping", "turning blue", "blue lips"],
  ],
  chest_pain: [
    ...[
      "chest pain-",
      "chestpain-",
      "pain-… chest",
      "chest … hurt-",
      "hurts … chest",
      "chest tight-",
    ],
    ...[
      "chest is tight",
      "chest feels tight",
      "tight chest",
      "tightness … chest",
      "chest pressure",
    ],
    ...["pressure … chest", "chest … ache-", "chest … aching", "heart attack", "heart stopped"],
  ],
  stroke_or_collapse: [
    ...["stroke", "face … drooping", "can't move my", "cannot move my", "numb on one side"],
    ...["slurred", "slurring", "passed out", "passing out", "blacked out", "blackout", "faint-"],
    ...["collaps-", "unconscious", "unresponsive", "won't wake up", "seizure-", "convuls-"],
    ...["having a fit", "heart racing", "hypo attack"],
  ],
  allergic_reaction: [
    ...["anaphyl-", "allergic reaction", "severe allergy", "epipen", "epi pen", "throat … closing"],
    ...["throat … swelling", "throat … swollen", "throat is tight", "swollen tongue"],
    ...["tongue … swollen", "tongue … swelling", "swollen face", "face … swollen"],
    ...["face … swelling", "lips … swollen", "lips … swelling", "swollen lips", "hives"],
  ],
  bleeding: [
    ...["bleeding", "won't stop bleeding", "hemorrhag-", "haemorrhag-", "vomiting blood"],
    ...["vomited blood", "throwing up blood", "threw up blood", "coughing … blood"],
    ...["coughed … blood", "spitting blood", "blood in … stool-", "blood in … urine"],
    ...["blood in … poop", "blood in … pee", "blood in … vomit", "black stool-"],
  ],
  emergency: [
    ...["911", "call 999", "call 112", "ambulance", "emergency", "help me", "er now"],
    ...["going to … er", "in the er", "emergency room", "i'm dying", "i am dying", "dying"],
    ...["in hospital", "in the hospital", "to the hospital", "to hospital", "hospitalized"],
    ...["hospitalised", "save me", "someone help"],
  ],
}
