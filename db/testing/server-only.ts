// What the package `server-only` is to Vitest: nothing. It exists to fail a client bundle.
export {}
