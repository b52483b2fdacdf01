/** Without one of its own, the build would take the portal's, and with it the portal's needs. */
export function register(): void {}
