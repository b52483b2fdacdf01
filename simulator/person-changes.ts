import { z } from "zod"
import { BiotError, check } from "./biot-error"
import { type Entity, type EntityKind, entitySchema } from "./entities"

const E164 = z.string().regex(/^\+[0-9]{4,15}$/, "an E.164 formatted phone number")
const text = z.string()
const reference = z.object({ id: z.guid() })

const common = {
  _name: z.object({ firstName: text, lastName: text }),
  _description: z.string().max(5_000),
  _email: z.email(),
  _phone: E164,
  _locale: z.string().regex(/^[a-z]{2,3}(-[a-z]{2})?$/, "{language}-{country}, lowercase"),
  _gender: z.enum(["MALE", "FEMALE", "UNDISCLOSED"]),
  _dateOfBirth: z.iso.date(),
  _address: z.object({ countryCode: z.string().length(2) }).loose(),
  _mfa: z.object({
    enabled: z.boolean().nullish(),
    expirationInMinutes: z.number().int().min(1).max(1_440).nullish(),
  }),
  _ownerOrganization: reference,
}
const organization = {
  _name: z.string().min(1).max(32),
  _description: common._description,
  _headquarters: common._address,
  _phone: E164,
  _timezone: text,
  _locale: common._locale,
  _branding: z.unknown(),
}
const CHANGEABLE: Record<EntityKind, z.ZodRawShape> = {
  patient: {
    ...common,
    _additionalPhone: E164,
    _nationalId: z.string().min(1).max(50),
    _canLogin: z.boolean(),
    _caregiver: reference,
  },
  caregiver: { ...common, _employeeId: text, _degree: text },
  "organization-user": { ...common, _employeeId: text },
  organization,
}

/** The changes of a PATCH: BioT's attributes as documented, or null; custom ones as they come. */
export function checkChanges(kind: EntityKind, body: unknown): Entity {
  const changes = check(entitySchema, body)
  const shape = CHANGEABLE[kind]
  for (const [name, value] of Object.entries(changes)) {
    if (!name.startsWith("_")) continue
    const attribute = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (!attribute) {
      const details = { [name]: "cannot be changed" }
      throw new BiotError(400, "VALIDATION_FAILED", "Unknown or read-only attribute", details)
    }
    check(z.object({ [name]: z.nullable(attribute as z.ZodType) }), { [name]: value })
  }
  return changes
}
