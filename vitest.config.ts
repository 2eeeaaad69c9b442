import { availableParallelism } from "node:os";
import { join } from "node:path";
import { ProcessesFirst } from "./vitest.sequencer.ts";
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
    globalSetup: join(import.meta.dirname, "vitest.temporary.ts"),
    setupFiles: [
      ...(process.env.MDMKIT_TEST_COST ? ["tools/bench/src/cost/measure-file.ts"] : []),
      "packages/gateway/src/fixtures/setup.ts",
    ].map((file) => join(import.meta.dirname, file)),
    // With a sequencer of its own, a configuration cannot be shuffled.
    sequence: process.argv.includes("--sequence.shuffle.files") ? {} : { sequencer: ProcessesFirst },
    // By default Vitest leaves one core idle: of two, half of them.
    maxWorkers: availableParallelism(),
  },
};
