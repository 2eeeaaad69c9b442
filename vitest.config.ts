import { defineConfig } from "vitest/config";

/** For `vitest run <file>` at the root. */
export default defineConfig({
  test: { projects: ["packages/*/vitest.config.ts", "tools/*/vitest.config.ts"] },
});
