export const news = document.getElementById("news")

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** The simulator's answer, or null after telling the person that it did not come. */
export async function call(method, path, body) {
  try {
    const response = await fetch(`/simulator${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    })
    if (response.status === 204) return {}
    if (response.ok) return await response.json()
  } catch {
    // Told below, as a refusal is.
  }
  news.textContent = "The simulator did not do that. Nothing was changed."
  return null
}

/** One stream for the whole page: browsers allow few to a server. */
export const live = new EventSource("/simulator/live")
