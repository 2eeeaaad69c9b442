import { defineConfig } from "vitest/config";

/** For `vitest run <file>` at the root; with `--config`, from anywhere. */
export default defineConfig({
  root: import.meta.dirname,
  test: { projects: ["packages/*/vitest.config.ts", "tools/*/vitest.config.ts"] },
});
