import { defineConfig } from "vitest/config";

/** Shared by every package: `vitest run --config ../../vitest.config.ts`. Workspace packages resolve to their source. */
const conditions = ["@mdmkit/source", "module", "node", "import", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  // No test waits for time to pass; the limits only end what hangs, also on a busy machine.
  test: { include: ["src/**/*.test.ts"], restoreMocks: true, testTimeout: 60_000, hookTimeout: 60_000 },
});
