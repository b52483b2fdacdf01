const MODES = [
  ["H1", "As the article says: the inbound id is our message's id"],
  ["H2", "As AWS says: the previous id is our message's id"],
  ["H3", "Neither id was ever seen before"],
]
const KINDS = [
  ["slow", "Answer slowly", "ms"],
  ["acceptThenSilent", "Accept, then never answer"],
  ["error500", "Accept, then answer 500"],
  ["error400", "Refuse with 400"],
  ["error429", "Refuse with 429"],
  ["reset", "Reset the connection"],
  ["noMessageId", "Answer 200 without an id"],
  ["duplicates", "Deliver replies several times", "copies"],
  ["delay", "Deliver replies late", "ms"],
  ["skew", "Wrong clock in replies", "ms"],
  ["strippedPhi", "Hide personal data in replies"],
]

const panel = document.getElementById("trouble")
const count = document.getElementById("trouble-count")

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.status === 204 ? null : response.json()
}

function modeField(settings) {
  const choices = MODES.map(([mode, words]) => {
    const radio = make("input", { type: "radio", name: "idMode", value: mode })
    radio.checked = settings.idMode === mode
    radio.addEventListener("change", () => call("POST", "/simulator/settings", { idMode: mode }))
    return make(
      "label",
      { class: "choice" },
      radio,
      make("span", {}, make("b", {}, mode), ` ${words}`),
    )
  })
  return make("fieldset", {}, make("legend", {}, "What the ids of a reply mean"), ...choices)
}

function rateField(settings) {
  const input = make("input", {
    type: "number",
    min: "1",
    max: "100000",
    value: settings.ratePerSecond,
  })
  input.addEventListener("change", () => {
    if (input.checkValidity())
      call("POST", "/simulator/settings", { ratePerSecond: input.valueAsNumber })
  })
  return make("label", { class: "field" }, make("span", {}, "Texts per second"), input)
}

function faultForm() {
  const options = KINDS.map(([kind, words]) => make("option", { value: kind }, words))
  const kind = make("select", { name: "kind" }, ...options)
  const amount = make("input", { type: "number", name: "amount", value: "3000" })
  const amountWords = make("span", {}, "Milliseconds")
  const amountField = make("label", { class: "field" }, amountWords, amount)
  const times = make("input", {
    type: "number",
    name: "times",
    min: "1",
    placeholder: "until cleared",
  })
  const unitOf = () => KINDS.find(([name]) => name === kind.value)?.[2]
  const adapt = () => {
    const unit = unitOf()
    amountField.hidden = !unit
    amountWords.textContent = unit === "copies" ? "Copies" : "Milliseconds"
    amount.value = unit === "copies" ? "2" : "3000"
  }
  kind.addEventListener("change", adapt)
  adapt()
  const form = make(
    "form",
    { class: "fault-form" },
    make("label", { class: "field" }, make("span", {}, "What goes wrong"), kind),
    amountField,
    make("label", { class: "field" }, make("span", {}, "For the next calls"), times),
    make("button", { type: "submit" }, "Add trouble"),
  )
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const fault = { kind: kind.value }
    if (times.value) fault.times = times.valueAsNumber
    if (unitOf()) fault[unitOf()] = amount.valueAsNumber
    void call("POST", "/simulator/faults", fault)
  })
  return form
}

function faultList(faults) {
  if (faults.length === 0) return make("p", { class: "calm" }, "Nothing goes wrong at the moment.")
  const items = faults.map((fault) => {
    const words = KINDS.find(([kind]) => kind === fault.kind)?.[1] ?? fault.kind
    const amount = fault.ms ? `, ${fault.ms} ms` : fault.copies ? `, ${fault.copies} copies` : ""
    const rest = fault.remaining === null ? "until cleared" : `next ${fault.remaining}`
    const clear = make("button", { type: "button", "aria-label": `Clear: ${words}` }, "Clear")
    clear.addEventListener("click", () => call("DELETE", `/simulator/faults/${fault.id}`))
    return make("li", {}, make("span", {}, `${words}${amount} · ${rest}`), clear)
  })
  return make("ul", { class: "faults" }, ...items)
}

const slots = { mode: make("div"), rate: make("div"), list: make("div") }

async function refresh() {
  const [settings, { faults }] = await Promise.all([
    call("GET", "/simulator/settings"),
    call("GET", "/simulator/faults"),
  ])
  slots.mode.replaceChildren(modeField(settings))
  slots.rate.replaceChildren(rateField(settings))
  slots.list.replaceChildren(faultList(faults))
  count.hidden = faults.length === 0
  count.textContent = `${faults.length} on`
}

panel.append(slots.mode, make("div", { class: "column" }, slots.rate, faultForm()), slots.list)
const live = new EventSource("/simulator/live")
live.addEventListener("ready", refresh)
live.addEventListener("trouble", refresh)
live.addEventListener("phones", refresh)
