// Zod would try whether it may compile its checks; the page's policy forbids that and reports it.
// Its own `config` would bring it to every page, so what that sets is set here, before Zod comes.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
