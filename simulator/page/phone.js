import { call, make, news } from "./page.js"

const QUICK = ["1", "2", "Medication Taken", "STOP", "Should I take it with food?"]
const HUE_COUNT = 6
const LOST = {
  no_owner: "Nobody owns this number: BioT dropped it",
  several_owners: "Several people own this number: BioT dropped it",
  no_subscription: "No plugin is subscribed: BioT dropped it",
  plugin_unreachable: "The portal could not be reached: lost",
}
const KINDS = {
  caregiver: "Caregiver",
  "organization-user": "Organization user",
  patient: "Patient",
}

const template = document.getElementById("phone")
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" })

/** What became of a text: a glyph, its meaning, and whether the meaning is worth a line. */
function fateOf({ direction, status, reason }) {
  if (status === "sending") {
    return reason === "held_back" ? ["◷", "Held back for now", true] : ["✓", "Sending", false]
  }
  if (status !== "lost") {
    return ["✓✓", direction === "fromPhone" ? "Delivered to the portal" : "Received", false]
  }
  const refused = /^plugin_answered_(\d+)$/.exec(reason ?? "")?.[1]
  const words = refused ? `The portal answered ${refused}: lost` : LOST[reason]
  return ["!", words ?? "Lost on the way", true]
}

function bubble(message) {
  const [glyph, meaning, isShown] = fateOf(message)
  const text = make("p", { class: "text", dir: "auto" }, message.body)
  const time = make("time", { datetime: new Date(message.at).toISOString() })
  time.title = full.format(message.at) + (message.messageId ? `\nid ${message.messageId}` : "")
  time.textContent = clock.format(message.at)
  const tick = make("span", { class: "tick", "aria-hidden": "true" }, glyph)
  const foot = make("p", { class: "foot" }, time, tick)
  foot.append(make("span", { class: isShown ? "why" : "hidden" }, meaning))
  foot.title = meaning
  const side = make(
    "span",
    { class: "hidden" },
    message.direction === "toPhone" ? "Received:" : "Sent:",
  )
  return make("li", { class: `bubble ${message.direction} ${message.status}` }, side, text, foot)
}

export function drawThread(entry) {
  const thread = entry.element.querySelector(".thread")
  const messages = [...entry.messages.values()]
  entry.element.classList.toggle("asleep", messages.length === 0 && !entry.isPickedUp)
  if (messages.length === 0) {
    thread.replaceChildren(make("li", { class: "empty" }, "No messages yet"))
    return
  }
  const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80
  thread.replaceChildren(...messages.map(bubble))
  if (atEnd || messages.at(-1).direction === "fromPhone") thread.scrollTop = thread.scrollHeight
}

async function send(entry, body) {
  const path = `/phones/${encodeURIComponent(entry.phone.number)}/messages`
  const said = await call("POST", path, { body })
  if (said) news.textContent = said.delivered ? "Delivered to the portal" : "That text was lost"
}

export function createPhone(number) {
  const element = template.content.firstElementChild.cloneNode(true)
  element.dataset.number = number
  const entry = { phone: { number }, element, messages: new Map(), isPickedUp: false }
  for (const words of QUICK) {
    const key = make("button", { class: "key", type: "button" }, words)
    key.addEventListener("click", () => send(entry, words))
    element.querySelector(".quick").append(key)
  }
  element.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault()
    const input = event.currentTarget.elements.namedItem("body")
    const body = input.value.trim()
    if (!body) return
    input.value = ""
    void send(entry, body)
  })
  element.querySelector(".pick").addEventListener("click", () => {
    entry.isPickedUp = true
    drawThread(entry)
    const keyboard = element.querySelector(".keyboard:not([hidden]) input")
    const whereToGo = keyboard ?? element.querySelector(".thread")
    whereToGo.focus()
  })
  return entry
}

/** What is written under a name: the country, and who it is. */
function belonging(phone) {
  if (phone.owners.length > 1) {
    return phone.owners.map(({ name, kind }) => `${KINDS[kind]} ${name}`).join(", ")
  }
  return phone.owner ? KINDS[phone.owner.kind] : "Nobody whom BioT knows"
}

export function drawPhone(entry, phone) {
  entry.phone = phone
  const { element } = entry
  const id = `name-${phone.number.slice(1)}`
  const heading = element.querySelector("h3")
  heading.id = id
  heading.textContent = phone.label
  element.setAttribute("aria-labelledby", id)
  element.querySelector(".number").textContent = phone.display
  element.querySelector(".country").textContent = `${phone.countryName} · ${belonging(phone)}`
  element.querySelector(".pick").textContent = phone.staticNumber ? "Pick up" : "Look"
  element.querySelector(".pick").setAttribute("aria-label", `Pick up the phone of ${phone.label}`)
  const words = phone.label.replace("Dr. ", "").split(" ")
  const avatar = element.querySelector(".avatar")
  avatar.textContent = phone.owners.length ? `${words[0][0]}${words.at(-1)[0]}` : "?"
  avatar.dataset.hue = String(Number(phone.number.slice(-3)) % HUE_COUNT)
  const thread = element.querySelector(".thread")
  thread.tabIndex = 0
  thread.setAttribute("aria-label", `Messages of ${phone.label}`)
  element.querySelector(".quick").setAttribute("aria-label", `Quick answers of ${phone.label}`)
  element.querySelector("form .hidden").textContent = `Text from ${phone.label}`
  const mute = element.querySelector(".mute")
  mute.hidden = phone.staticNumber !== null
  element.querySelector(".keyboard").hidden = phone.staticNumber === null
  mute.textContent = `BioT has no number in ${phone.countryName}: this phone can be texted and cannot answer.`
}

export function ring({ element, phone }) {
  element.classList.remove("rang")
  void element.offsetWidth
  element.classList.add("rang")
  news.textContent = `New text for ${phone.label}`
}
