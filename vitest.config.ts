import { availableParallelism } from "node:os";
import { join } from "node:path";
import shared from "./vitest.shared.ts";

/**
 * The tests of all packages as one project, so that a worker loads once what packages share: a project of each would take a server
 * and workers of its own. For `vitest run <file>` at the root; with `--config`, from anywhere.
 */
export default {
  ...shared,
  root: import.meta.dirname,
  test: {
    ...shared.test,
    include: ["{packages,tools}/*/src/**/*.test.ts", "examples/src/**/*.test.ts"],
    setupFiles: [join(import.meta.dirname, "packages/gateway/src/fixtures/setup.ts")],
    // By default Vitest leaves one core idle: of two, half of them.
    maxWorkers: availableParallelism(),
  },
};
