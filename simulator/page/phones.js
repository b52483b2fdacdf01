import { call, live, make, news } from "./page.js"
import { createPhone, drawPhone, drawThread, ring } from "./phone.js"

const KINDS = [
  ["all", "Everybody"],
  ["patient", "Patients"],
  ["caregiver", "Caregivers"],
  ["organization-user", "Organization users"],
  ["shared", "Shared"],
  ["nobody", "Unknown"],
]
const SHARED = "Numbers with several owners"
const UNKNOWN = "Numbers that nobody has"

const shown = new Map()
const groups = new Map()
const list = document.getElementById("phones")
const find = document.getElementById("find")
const link = document.getElementById("link")
const nobody = document.getElementById("nobody")
const counted = document.getElementById("count")
const kinds = document.getElementById("kinds")
let wanted = "all"

function groupNameOf({ owners, owner }) {
  if (owners.length > 1) return SHARED
  return owner ? (owner.organizationName ?? "No organization") : UNKNOWN
}

function kindOf({ owners, owner }) {
  return owners.length > 1 ? "shared" : (owner?.kind ?? "nobody")
}

function groupOf(name) {
  const known = groups.get(name)
  if (known) return known
  const id = `group-${groups.size}`
  const count = make("span", { class: "group-count" })
  const heading = make("h2", { id }, name, " ", count)
  const desk = make("div", { class: "desk" })
  const element = make("section", { class: "group", "aria-labelledby": id }, heading, desk)
  const group = { element, desk, count }
  groups.set(name, group)
  // Organizations in the order in which BioT names them, what belongs to none at the end.
  const rank = [SHARED, UNKNOWN].indexOf(name)
  element.dataset.rank = String(rank)
  const after = [...list.children].find((other) => Number(other.dataset.rank) > rank)
  list.insertBefore(element, after ?? null)
  return group
}

function lastActivity({ phone, messages }) {
  return [...messages.values()].at(-1)?.at ?? phone.lastActivityAt ?? 0
}

function matches(phone) {
  if (wanted !== "all" && kindOf(phone) !== wanted) return false
  const words = find.value.trim().toLowerCase()
  const digits = words.replace(/\D/g, "")
  const text = `${phone.label} ${phone.display} ${phone.countryName ?? ""} ${groupNameOf(phone)}`
  return text.toLowerCase().includes(words) || (digits.length > 2 && phone.number.includes(digits))
}

/** Moves only what is out of place, so that nobody loses the box they are typing in. */
function arrange() {
  const entries = [...shown.values()].sort((a, b) => lastActivity(b) - lastActivity(a))
  const places = new Map()
  let visible = 0
  for (const { phone, element } of entries) {
    const name = groupNameOf(phone)
    const { desk } = groupOf(name)
    element.hidden = !matches(phone)
    if (!element.hidden) visible += 1
    const place = places.get(name) ?? { count: 0, visible: 0 }
    const current = desk.children[place.count] ?? null
    const isTyping = desk.contains(document.activeElement)
    if (element.parentElement !== desk) desk.insertBefore(element, current)
    else if (current !== element && !isTyping) desk.insertBefore(element, current)
    places.set(name, {
      count: place.count + 1,
      visible: place.visible + (element.hidden ? 0 : 1),
    })
  }
  for (const [name, { element, count }] of groups) {
    const place = places.get(name)
    element.hidden = !place?.visible
    count.textContent = String(place?.visible ?? 0)
  }
  nobody.hidden = visible > 0
  counted.textContent =
    visible === shown.size ? `${visible} phones` : `${visible} of ${shown.size} phones`
}

function receive(message, isNew) {
  const entry = shown.get(message.number)
  if (!entry) return false
  const known = entry.messages.has(message.id)
  entry.messages.set(message.id, message)
  if (!isNew) return true
  drawThread(entry)
  if (!known && message.direction === "toPhone") ring(entry)
  return true
}

async function load() {
  const [people, texts] = await Promise.all([call("GET", "/phones"), call("GET", "/messages")])
  if (!people || !texts) return say("lost", "The phones could not be read")
  const numbers = new Set(people.phones.map((phone) => phone.number))
  for (const [number, entry] of shown) {
    if (!numbers.has(number)) {
      entry.element.remove()
      shown.delete(number)
    }
    entry.messages.clear()
  }
  for (const phone of people.phones) {
    const entry = shown.get(phone.number) ?? createPhone(phone.number)
    shown.set(phone.number, entry)
    drawPhone(entry, phone)
  }
  for (const message of texts.messages) receive(message, false)
  arrange()
  for (const entry of shown.values()) drawThread(entry)
  for (const { element } of shown.values()) {
    const thread = element.querySelector(".thread")
    thread.scrollTop = thread.scrollHeight
  }
  say("live", "Live")
}

function say(state, words) {
  link.dataset.state = state
  link.textContent = words
}

for (const [kind, words] of KINDS) {
  const radio = make("input", { type: "radio", name: "kind", value: kind })
  radio.checked = kind === wanted
  radio.addEventListener("change", () => {
    wanted = kind
    arrange()
  })
  kinds.append(make("label", {}, radio, make("span", {}, words)))
}

document.getElementById("add").addEventListener("submit", async (event) => {
  event.preventDefault()
  const form = event.currentTarget
  const number = form.elements.namedItem("number").value
  if (!(await call("POST", "/phones", { number }))) return
  form.reset()
  news.textContent = `${number} is among the unknown numbers`
})

live.addEventListener("ready", () => void load())
live.addEventListener("message", (event) => {
  if (!event.data) return
  const { message } = JSON.parse(event.data)
  if (!receive(message, true)) return void load()
  arrange()
})
live.addEventListener("phones", () => void load())
live.addEventListener("error", () => say("lost", "Connection lost, trying again"))
find.addEventListener("input", arrange)
list.addEventListener("focusout", () => setTimeout(arrange, 0))
