import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// By default Vitest leaves one core idle: of two, half of them. The packages keep that default, because Turbo runs them side by side.
process.env.VITEST_MAX_WORKERS ??= String(availableParallelism());

/** For `vitest run <file>` at the root; with `--config`, from anywhere. */
export default defineConfig({
  root: import.meta.dirname,
  test: { projects: ["packages/*/vitest.config.ts", "tools/*/vitest.config.ts"] },
});
