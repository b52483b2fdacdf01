import createNextIntlPlugin from "next-intl/plugin"

const withTranslations = createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  experimental: {
    // Sentences are taken apart while building: neither browser nor server parses one.
    messages: {
      path: ["./lib/i18n/en", "./lib/i18n/de", "./lib/i18n/he", "./lib/reports/handout"],
      format: "json",
      locales: "infer",
      precompile: true,
    },
  },
})

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  // Streamed behind the page, the title would be gone for a moment each time the page is renewed.
  htmlLimitedBots: /.*/,
  // Browsers ask for it where a page that still streams has not named its icon yet.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  // `npm start` gives each state of the sources its own directory; see scripts/build.mjs.
  ...(process.env.NEXT_DIST_DIR
    ? {
        distDir: process.env.NEXT_DIST_DIR,
        // `npm test` checks the types. Next rewrites a tsconfig that extends no other.
        typescript: { tsconfigPath: "tsconfig.build.json", ignoreBuildErrors: true },
      }
    : {}),
}

export default withTranslations(config)
