import { mergeConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

export default mergeConfig(shared, {
  test: {
    setupFiles: ["src/fixtures/setup.ts"],
    // Creating a database and long property tests take ten seconds and more of processor time, of which a busy machine gives little.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
