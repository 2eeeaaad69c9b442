import { defineConfig } from "vitest/config";

/** Runs what is packed, so it needs every package built. */
export default defineConfig({
  test: { include: ["**/*.test.ts"], dir: import.meta.dirname, hookTimeout: 60_000 },
});
