/**
 * Leaves for the sign-in page by loading it anew. Going there within the portal would keep the pages
 * seen before in the browser's memory, and Back would show a patient without asking the server.
 */
export function leave(ended: "idle" | "access"): void {
  window.location.replace(`/sign-in?ended=${ended}`)
}
