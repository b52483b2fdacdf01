import { call, live, make, news } from "./page.js"
import {
  ANYWHERE,
  CALLING,
  ENDPOINTS,
  LIFETIMES,
  MODES,
  SCOPES,
  SENDING,
  wordsOf,
} from "./trouble-words.js"

const panel = document.getElementById("trouble")
const toggle = document.getElementById("trouble-toggle")
const count = document.getElementById("trouble-count")
const strip = document.getElementById("on")
const stripList = document.getElementById("on-list")
let state = null
const redraws = []
let choices = 0
let lastChoice = Promise.resolve()
let reads = 0
let outdatedReads = 0

/**
 * What a person chooses is done one after another, each on the state that the one before left. As
 * long as a choice is under way nothing is drawn, which might not know of it yet.
 */
function choose(act) {
  choices += 1
  lastChoice = lastChoice.then(act).finally(() => {
    choices -= 1
    outdatedReads = reads
    return refresh()
  })
  return lastChoice
}

const change = (patch) => call("POST", "/settings", patch)
const clear = (faults) => Promise.all(faults.map(({ id }) => call("DELETE", `/faults/${id}`)))

function group(title, ...children) {
  return make("fieldset", { class: "group-of-trouble" }, make("legend", {}, title), ...children)
}

const times = make(
  "select",
  { id: "times" },
  make("option", { value: "" }, "until I turn it off"),
  ...["1", "2", "5", "20"].map((n) =>
    make("option", { value: n }, n === "1" ? "for the next call" : `for the next ${n} calls`),
  ),
)

function detailOf(words, detail) {
  if (!detail) return null
  const label = `${words}: how`
  if (detail.choices) {
    const options = detail.choices.map(([value, text]) => make("option", { value }, text))
    return make("select", { "aria-label": label }, ...options)
  }
  const input = { type: "number", value: detail.value, "aria-label": `${words}, ${detail.words}` }
  return make("input", input)
}

function faultSwitch([kind, words, detail]) {
  const box = make("input", { type: "checkbox", role: "switch" })
  const field = detailOf(words, detail)
  const mine = () => state.faults.filter((one) => one.kind === kind && !one.endpoint)
  const turnOn = () => {
    const wish = { kind }
    if (times.value) wish.times = Number(times.value)
    if (field && detail.choices && field.value !== "") wish.value = field.value
    if (field && !detail.choices) wish[detail.name] = field.valueAsNumber
    return call("POST", "/faults", wish)
  }
  box.addEventListener("change", () => {
    const { checked } = box
    void choose(() => (checked ? turnOn() : clear(mine())))
  })
  field?.addEventListener("change", () =>
    choose(async () => {
      if (mine().length === 0) return
      await clear(mine())
      await turnOn()
    }),
  )
  redraws.push(() => {
    const [on] = mine()
    box.checked = on !== undefined
    // What is on is shown as it is, also when somebody turned it on over HTTP.
    if (on && field) field.value = (detail.choices ? on.value : on[detail.name]) ?? ""
  })
  const unit = detail?.words ? [make("span", { class: "unit" }, detail.words)] : []
  const label = make("label", { class: "switch" }, box, make("span", {}, words))
  return make("div", { class: "line" }, label, ...(field ? [field, ...unit] : []))
}

function settingSwitch(words, isOn, patchOf) {
  const box = make("input", { type: "checkbox", role: "switch" })
  box.addEventListener("change", () => {
    const { checked } = box
    void choose(() => change(patchOf(checked)))
  })
  redraws.push(() => {
    box.checked = isOn(state.settings)
  })
  return make("label", { class: "switch" }, box, make("span", {}, words))
}

function settingNumber(name, words, unit) {
  const input = make("input", { type: "number", min: "1", max: "31536000" })
  input.addEventListener("change", () => {
    if (!input.checkValidity()) return
    const { valueAsNumber } = input
    void choose(() => change({ [name]: valueAsNumber }))
  })
  redraws.push(() => {
    if (document.activeElement !== input) input.value = state.settings[name]
  })
  const label = make("label", { class: "line" }, make("span", {}, words), input)
  label.append(make("span", { class: "unit" }, unit))
  return label
}

function modes() {
  return MODES.map(([mode, words]) => {
    const radio = make("input", { type: "radio", name: "idMode", value: mode })
    radio.addEventListener("change", () => choose(() => change({ idMode: mode })))
    redraws.push(() => {
      radio.checked = state.settings.idMode === mode
    })
    return make(
      "label",
      { class: "switch" },
      radio,
      make("span", {}, make("b", {}, mode), ` ${words}`),
    )
  })
}

function anywhere() {
  const endpoint = make("select", { "aria-label": "Endpoint" })
  for (const [name, words] of Object.entries(ENDPOINTS))
    endpoint.append(make("option", { value: name }, words))
  const kind = make("select", { "aria-label": "What happens there" })
  for (const [name, words] of ANYWHERE) kind.append(make("option", { value: name }, words))
  const accepted = make("input", { type: "checkbox" })
  const button = make("button", { type: "button" }, "Turn this on")
  button.addEventListener("click", () => {
    const wish = { kind: kind.value, endpoint: endpoint.value, accepted: accepted.checked }
    if (kind.value === "slow") wish.ms = 3000
    if (times.value) wish.times = Number(times.value)
    void choose(async () => {
      if (await call("POST", "/faults", wish))
        news.textContent = `On: ${wordsOf({ remaining: null, ...wish })}`
    })
  })
  const done = make(
    "label",
    { class: "switch" },
    accepted,
    make("span", {}, "It is done all the same"),
  )
  return [endpoint, kind, done, button]
}

function keyButton() {
  const button = make("button", { type: "button" }, "Change the signing key")
  button.addEventListener("click", async () => {
    if (await call("POST", "/keys/rotate"))
      news.textContent = "BioT signs with a new key; the one before still counts."
  })
  return button
}

const permissionPatch = (scope, isGranted) => ({
  withdrawnScopes: state.scopes.filter((one) =>
    one === scope ? !isGranted : state.settings.withdrawnScopes.includes(one),
  ),
})

function permission([scope, words]) {
  return settingSwitch(
    words,
    (settings) => !settings.withdrawnScopes.includes(scope),
    (isGranted) => permissionPatch(scope, isGranted),
  )
}

/** Whatever is not as it would be by itself, with how to put it right. */
function whatIsOn() {
  const { settings, defaults, faults } = state
  const items = faults.map((fault) => [wordsOf(fault), () => clear([fault])])
  for (const scope of settings.withdrawnScopes) {
    items.push([
      `The portal may not: ${SCOPES[scope].toLowerCase()}`,
      () => change(permissionPatch(scope, true)),
    ])
  }
  if (!settings.smsProviderConfigured) {
    items.push(["SMS is not set up", () => change({ smsProviderConfigured: true })])
  }
  if (settings.serviceLocked) {
    items.push(["The portal's account is locked", () => change({ serviceLocked: false })])
  }
  for (const [name, words] of LIFETIMES) {
    if (settings[name] === defaults[name]) continue
    items.push([`${words} live ${settings[name]} s`, () => change({ [name]: defaults[name] })])
  }
  return items
}

function draw() {
  const items = whatIsOn()
  stripList.replaceChildren(
    ...items.map(([words, end]) => {
      const off = make("button", { type: "button", "aria-label": `Turn off: ${words}` }, "Turn off")
      off.addEventListener("click", () => choose(end))
      return make("li", {}, make("span", {}, words), off)
    }),
  )
  strip.hidden = items.length === 0
  count.hidden = items.length === 0
  count.textContent = `${items.length} on`
  for (const redraw of redraws) redraw()
  // Until now its switches did not show what is so.
  toggle.disabled = false
}

async function refresh() {
  reads += 1
  const mine = reads
  const read = await call("GET", "/trouble")
  if (!read || mine <= outdatedReads) return
  outdatedReads = mine
  state = read
  if (choices === 0) draw()
}

panel.append(
  make("p", { class: "for" }, make("label", { for: "times" }, "Turn things on"), times),
  group(
    "Sending a text",
    ...SENDING.map(faultSwitch),
    settingNumber("ratePerSecond", "At most", "texts/s"),
  ),
  group("Replies, and other calls to the portal", ...CALLING.map(faultSwitch)),
  group("What the ids of a reply mean", ...modes()),
  group("Any endpoint of BioT", ...anywhere()),
  group(
    "How long tokens live",
    ...LIFETIMES.map(([name, words]) => settingNumber(name, words, "s")),
    keyButton(),
  ),
  group(
    "What the portal may do",
    ...Object.entries(SCOPES).map(permission),
    settingSwitch(
      "SMS is set up",
      (settings) => settings.smsProviderConfigured,
      (smsProviderConfigured) => ({ smsProviderConfigured }),
    ),
    settingSwitch(
      "Sign in at BioT",
      (settings) => !settings.serviceLocked,
      (isOpen) => ({ serviceLocked: !isOpen }),
    ),
  ),
)
toggle.addEventListener("click", () => {
  panel.hidden = !panel.hidden
  toggle.setAttribute("aria-expanded", String(!panel.hidden))
})
document.getElementById("calm").addEventListener("click", async () => {
  const { ratePerSecond, idMode, ...rest } = state.defaults
  await choose(async () => {
    const done = [await call("DELETE", "/faults"), await change(rest)]
    if (done.every(Boolean)) news.textContent = "Nothing goes wrong any more."
  })
  toggle.focus()
})
live.addEventListener("ready", refresh)
live.addEventListener("trouble", refresh)
