/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  reactCompiler: true,
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  // `npm start` gives each state of the sources its own directory; see scripts/build.mjs.
  ...(process.env.NEXT_DIST_DIR
    ? {
        distDir: process.env.NEXT_DIST_DIR,
        // `npm test` checks the types. Next rewrites a tsconfig that extends no other.
        typescript: { tsconfigPath: "tsconfig.build.json", ignoreBuildErrors: true },
      }
    : {}),
}
