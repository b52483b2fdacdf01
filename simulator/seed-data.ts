/** The demo's people. Ids never change: the rest of the project's data refers to them. */
export const DEMO_PASSWORD = "demo-password"

export const SEED_ORGANIZATIONS = [
  {
    id: "0a51de00-0000-4000-8000-000000000001",
    name: "Lakeside Heart Clinic",
    timezone: "America/New_York",
    locale: "en-us",
    country: "US",
  },
  {
    id: "0a51de00-0000-4000-8000-000000000002",
    name: "Nordlicht Praxis",
    timezone: "Europe/Berlin",
    locale: "de",
    country: "DE",
  },
] as const

export type SeedPerson = {
  id: string
  kind: "patient" | "caregiver" | "organization-user"
  organization: 1 | 2
  /** Null: BioT's caller is not entitled to it. */
  name: string | null
  locale: string
  phone: string | null
  born?: string
  gender?: "FEMALE" | "MALE"
  role?: "clinician" | "coordinator" | "admin"
  template?: string
  /** Signing in takes a code that is texted to their phone. */
  mfa?: boolean
  disabled?: boolean
  custom?: Record<string, string>
}

const patientId = (n: number) => `0a7e0000-0000-4000-8000-${String(n).padStart(12, "0")}`
const us = (n: number) => `+1202555${String(100 + n).padStart(4, "0")}`

type Row = [
  name: string | null,
  locale: string,
  born: string,
  gender: "F" | "M",
  phone?: string | null,
]

const LAKESIDE: Row[] = [
  ["Emma Johnson", "en-us", "1948-03-12", "F"],
  ["Robert Miller", "en-us", "1955-07-30", "M"],
  ["Rosa Delgado", "es", "1951-01-09", "F"],
  ["Manuel Delgado", "es", "1949-10-22", "M", us(3)],
  ["Grace Kim", "en-us", "1972-05-17", "F"],
  ["William Brooks", "en-us", "1940-12-02", "M"],
  ["Aisha Rahman", "en-us", "1968-08-25", "F"],
  ["Thomas Nguyen", "en-us", "1961-02-14", "M"],
  ["María Fernández", "es", "1958-06-05", "F"],
  ["David Cohen", "he", "1963-11-19", "M", "+972553300001"],
  ["Noa Levi", "he", "1975-04-03", "F", "+972553300002"],
  ["Claire Dubois", "fr", "1957-09-27", "F", "+33261910012"],
  ["Hans Becker", "de", "1946-02-08", "M", "+491713920013"],
  ["Priya Patel", "en-us", "1970-10-31", "F"],
  ["James O’Connor", "en-us", "1953-05-21", "M"],
  ["Fatima Al-Sayed", "en-us", "1966-01-28", "F"],
  ["Linda Washington", "en-us", "1944-07-11", "F"],
  ["Carlos Ramírez", "es", "1960-03-16", "M"],
  ["Wanjiru Kamau", "en-us", "1969-12-24", "F", "+254700000019"],
  ["George Papadopoulos", "en-us", "1950-08-06", "M"],
  ["Hannah Schmidt", "de", "1978-06-13", "F"],
  ["Samuel Adeyemi", "en-us", "1964-09-01", "M"],
  ["Olivia Chen", "en-us", "1981-11-07", "F"],
  ["Frank Kowalski", "en-us", "1947-04-18", "M"],
  [null, "en-us", "1959-02-20", "F"],
  ["Ingrid Solberg", "en-us", "1962-10-03", "F", null],
  [null, "en-us", "1971-07-15", "M", null],
]

const NORDLICHT: Row[] = [
  ["Greta Hoffmann", "de", "1952-05-02", "F", "+491713920101"],
  ["Karl Lindner", "de", "1945-09-14", "M", "+491713920102"],
  ["Ayşe Yılmaz", "de", "1967-12-20", "F", "+491713920103"],
]

const DISABLED = patientId(20)
const TRAVELLER = patientId(14)

function toPatient(
  [name, locale, born, gender, phone]: Row,
  n: number,
  organization: 1 | 2,
): SeedPerson {
  const id = patientId(n)
  return {
    id,
    kind: "patient",
    organization,
    name,
    locale,
    born,
    gender: gender === "F" ? "FEMALE" : "MALE",
    phone: phone === undefined ? us(n) : phone,
    disabled: id === DISABLED,
    ...(id === TRAVELLER ? { custom: { time_zone: "America/Los_Angeles" } } : {}),
  }
}

const staffId = (n: number) => `0a57aff0-0000-4000-8000-${String(n).padStart(12, "0")}`

export const SEED_PEOPLE: SeedPerson[] = [
  ...LAKESIDE.map((row, index) => toPatient(row, index + 1, 1)),
  ...NORDLICHT.map((row, index) => toPatient(row, index + 101, 2)),
  {
    id: staffId(1),
    kind: "caregiver",
    organization: 1,
    name: "Maya Rosen",
    locale: "en-us",
    phone: us(51),
    role: "clinician",
    template: "Doctor",
  },
  {
    id: staffId(2),
    kind: "organization-user",
    organization: 1,
    name: "Jordan Lee",
    locale: "en-us",
    phone: us(52),
    role: "coordinator",
    template: "OrganizationUser",
  },
  {
    id: staffId(3),
    kind: "organization-user",
    organization: 1,
    name: "Alex Morgan",
    locale: "en-us",
    phone: us(53),
    role: "admin",
    template: "OrganizationAdmin",
  },
  {
    id: staffId(4),
    kind: "caregiver",
    organization: 1,
    name: "Elena Brooks",
    locale: "en-us",
    phone: us(54),
    template: "FamilyCaregiver",
  },
  {
    id: staffId(5),
    kind: "caregiver",
    organization: 1,
    name: "Ben Carter",
    locale: "en-us",
    phone: us(55),
    template: "Nurse",
  },
  {
    id: staffId(6),
    kind: "organization-user",
    organization: 2,
    name: "Katrin Vogel",
    locale: "de",
    phone: "+491713920106",
    role: "admin",
    template: "OrganizationAdmin",
  },
  {
    id: staffId(7),
    kind: "organization-user",
    organization: 2,
    name: "Jonas Weber",
    locale: "de",
    phone: "+491713920107",
    role: "coordinator",
    template: "OrganizationUser",
  },
  {
    id: staffId(8),
    kind: "organization-user",
    organization: 1,
    name: "Sam Rivera",
    locale: "en-us",
    phone: us(56),
    role: "coordinator",
    template: "OrganizationUser",
    mfa: true,
  },
]

export const SEED_STRANGER = { number: us(99), label: "Unknown number" }
