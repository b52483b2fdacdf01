import type { Refusal, Warning } from "./gate"

/** Why a text was not sent, as a person is told. */
export const REFUSAL_WORDS: Record<Refusal, string> = {
  patient_disabled: "This patient is disabled in BioT. Nothing was sent.",
  no_phone: "This patient has no phone number in BioT. Nothing was sent.",
  bad_phone: "This patient's phone number cannot be texted. Nothing was sent.",
  opted_out: "This patient opted out of texts. Nothing was sent.",
  no_consent: "This patient's consent to texts is not recorded. Nothing was sent.",
  consent_withdrawn: "This patient took back the consent to texts. Nothing was sent.",
  window_closed: "The time to take this dose has passed. Nothing was sent.",
  already_answered: "The patient has already answered for this dose. Nothing was sent.",
  excused: "This dose is excused. Nothing was sent.",
  regimen_changed: "The medication changed, and this dose is no longer expected. Nothing was sent.",
  asked_already:
    "The patient was asked about this dose already: one reminder and one nudge are the most. Nothing was sent.",
  daily_cap: "This patient has had today's most texts already. Nothing was sent.",
  quiet_hours:
    "It is outside the patient's sending hours, and the dose closes before they begin. Nothing was sent.",
  outside_hours_consent:
    "It is outside the patient's sending hours, and the patient's consent to texts then is not recorded. Nothing was sent.",
  no_value: "The text needs a value that this patient has none for. Nothing was sent.",
  too_long: "With this patient's values the text takes more than 3 parts. Nothing was sent.",
  nothing_due: "No dose of this patient is open or due within 12 hours. Nothing was sent.",
  left_out: "Left out by whoever sent to many, because of a warning. Nothing was sent.",
}

export const WARNING_WORDS: Record<Warning, string> = {
  held_for_hours:
    "It is outside the patient's sending hours now, so the text waits until they begin.",
  recently_texted: "The patient was texted less than 2 hours ago.",
  suspected_opt_out: "The patient's carrier may block our texts.",
  uncertain_phone: "The phone number may not exist.",
  landline: "The phone number is a landline.",
  cannot_reply: "The patient cannot answer: BioT receives no replies from the number's country.",
  no_static_number:
    "The patient cannot answer: no static number is entered for the number's country.",
  sydney_region:
    "The patient may not be able to answer: BioT receives no replies from the Sydney region.",
  shared_phone: "Several people have this phone number, so BioT loses the replies from it.",
  shared_outside:
    "Somebody outside your organization has this phone number too, so BioT loses the replies from it.",
}
