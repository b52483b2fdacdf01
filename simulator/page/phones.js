const QUICK = ["1", "2", "Medication Taken", "STOP", "Should I take it with food?"]
const HUE_COUNT = 6
const LOST = {
  no_owner: "Nobody owns this number: BioT dropped it",
  several_owners: "Several people own this number: BioT dropped it",
  no_subscription: "No plugin is subscribed: BioT dropped it",
  plugin_unreachable: "The plugin could not be reached",
}

/** @type {Map<string, {phone: any, element: HTMLElement, messages: Map<string, any>}>} */
const shown = new Map()
const list = document.getElementById("phones")
const find = document.getElementById("find")
const link = document.getElementById("link")
const news = document.getElementById("news")
const nobody = document.getElementById("nobody")
const template = document.getElementById("phone")

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" })
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" })

async function getJson(path) {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}

function make(tag, className, text) {
  const element = document.createElement(tag)
  element.className = className
  if (text !== undefined) element.textContent = text
  return element
}

function ticks(message) {
  if (message.status === "sending") return ["✓", "Sending"]
  if (message.status === "lost") return ["!", LOST[message.reason] ?? "Lost on the way"]
  return ["✓✓", "Delivered"]
}

function bubble(message) {
  const item = make("li", `bubble ${message.direction} ${message.status}`)
  const text = make("p", "text", message.body)
  text.dir = "auto"
  const foot = make("p", "foot")
  const time = make("time", "", clock.format(message.at))
  time.dateTime = new Date(message.at).toISOString()
  time.title = full.format(message.at)
  const [glyph, meaning] = ticks(message)
  const tick = make("span", "tick", glyph)
  tick.setAttribute("aria-hidden", "true")
  foot.append(time, tick, make("span", message.status === "lost" ? "why" : "hidden", meaning))
  item.append(make("span", "hidden", message.direction === "toPhone" ? "Received:" : "Sent:"))
  item.append(text, foot)
  return item
}

function drawThread(entry) {
  const thread = entry.element.querySelector(".thread")
  const messages = [...entry.messages.values()]
  if (messages.length === 0) {
    thread.replaceChildren(make("li", "empty", "No messages yet"))
    return
  }
  const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80
  thread.replaceChildren(...messages.map(bubble))
  if (atEnd || messages.at(-1).direction === "fromPhone") thread.scrollTop = thread.scrollHeight
}

async function send(entry, body) {
  const path = `/simulator/phones/${encodeURIComponent(entry.phone.number)}/messages`
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ body }),
  }).catch(() => null)
  if (!response?.ok) news.textContent = `The text was not sent: ${body}`
}

function createPhone(number) {
  const element = template.content.firstElementChild.cloneNode(true)
  element.dataset.number = number
  const entry = { phone: { number }, element, messages: new Map() }
  for (const words of QUICK) {
    const key = make("button", "key", words)
    key.type = "button"
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
  shown.set(number, entry)
  return entry
}

function belonging(phone) {
  if (phone.owners.length > 1) return "Shared number"
  const place = phone.owner?.organizationName ?? "Belongs to nobody BioT knows"
  const kinds = { caregiver: "Caregiver, ", "organization-user": "Staff, " }
  return `${kinds[phone.owner?.kind] ?? ""}${place}`
}

function drawPhone(entry, phone) {
  entry.phone = phone
  const { element } = entry
  const id = `name-${phone.number.slice(1)}`
  const heading = element.querySelector("h2")
  heading.id = id
  heading.textContent = phone.label
  element.setAttribute("aria-labelledby", id)
  element.querySelector(".number").textContent = phone.display
  element.querySelector(".country").textContent = `${phone.countryName} · ${belonging(phone)}`
  const avatar = element.querySelector(".avatar")
  const initials = phone.label
    .replace("Dr. ", "")
    .split(" ")
    .map((word) => word[0])
  avatar.textContent = phone.owners.length ? `${initials[0]}${initials.at(-1)}` : "?"
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

function lastActivity({ phone, messages }) {
  return [...messages.values()].at(-1)?.at ?? phone.lastActivityAt ?? 0
}

/** Moves only what is out of place, so that nobody loses the box they are typing in. */
function arrange() {
  const words = find.value.trim().toLowerCase()
  const digits = words.replace(/[^\d]/g, "")
  const entries = [...shown.values()].sort((a, b) => lastActivity(b) - lastActivity(a))
  let visible = 0
  for (const [place, { phone, element }] of entries.entries()) {
    const text = `${phone.label} ${phone.display} ${phone.countryName ?? ""} ${phone.number}`
    const matches =
      text.toLowerCase().includes(words) || (digits.length > 2 && phone.number.includes(digits))
    element.hidden = !matches
    if (matches) visible += 1
    const current = list.children[place]
    if (current !== element && !list.contains(document.activeElement))
      list.insertBefore(element, current ?? null)
    else if (!element.isConnected) list.append(element)
  }
  nobody.hidden = visible > 0
}

function receive(message, isNew) {
  const entry = shown.get(message.number)
  if (!entry) return false
  const known = entry.messages.has(message.id)
  entry.messages.set(message.id, message)
  if (!isNew) return true
  drawThread(entry)
  if (!known && message.direction === "toPhone") {
    entry.element.classList.remove("rang")
    void entry.element.offsetWidth
    entry.element.classList.add("rang")
    news.textContent = `New text for ${entry.phone.label}`
  }
  return true
}

async function load() {
  const [{ phones }, { messages }] = await Promise.all([
    getJson("/simulator/phones"),
    getJson("/simulator/messages"),
  ])
  const numbers = new Set(phones.map((phone) => phone.number))
  for (const [number, entry] of shown) {
    if (!numbers.has(number)) {
      entry.element.remove()
      shown.delete(number)
    }
    entry.messages.clear()
  }
  for (const phone of phones) drawPhone(shown.get(phone.number) ?? createPhone(phone.number), phone)
  for (const message of messages) receive(message, false)
  arrange()
  for (const entry of shown.values()) drawThread(entry)
  for (const { element } of shown.values()) {
    const thread = element.querySelector(".thread")
    thread.scrollTop = thread.scrollHeight
  }
}

function say(state, words) {
  link.dataset.state = state
  link.textContent = words
}

const live = new EventSource("/simulator/live")
live.addEventListener("ready", () => {
  load().then(
    () => say("live", "Live"),
    () => say("lost", "The phones could not be read"),
  )
})
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
