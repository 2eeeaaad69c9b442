import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** Workspace packages resolve to their source. Node gets these, also for `require`: with "import" among them, CommonJS would get ES modules. */
const conditions = ["@mdmkit/source", "node"];

// Tests start other processes of the same sources: the next one finds them compiled, and its TypeScript stripped of types.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "node_modules/.cache/node");

// Compilers that tests start take a fifth less processor time, and a tenth more memory, with rarer collections of garbage.
process.env.GOGC ??= "400";

/** What the `vitest.config.ts` of every package exports. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["src/**/*.test.ts"],
    restoreMocks: true,
    // The files of a worker share its modules: to load them anew for each file took a third of the processor time. A file
    // therefore leaves nothing behind in a module or a global; `--sequence.shuffle` shows when one does.
    isolate: false,
    // Node loads the sources as it does in production: it strips their types, and keeps the result for other processes. To have Vite
    // transform some two thousand modules took a process of its own, and their imports longer.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Almost all that a test makes is garbage right after it. Rarer collections that stay on one thread save a tenth of the processor time.
    // Embedded databases lie outside of the heap, where each would start a collection of the heap: the limit that counts them starts high.
    // Functions that are compiled before their first call, and note from then on which types they get, save a twentieth.
    execArgv: [
      "--max-semi-space-size=64",
      "--initial-heap-size=512",
      "--external-memory-accounted-in-global-limit",
      "--single-threaded-gc",
      "--no-lazy-feedback-allocation",
      "--always-sparkplug",
    ],
    // No test waits for time to pass; the limits only end what hangs. Creating a database and long property tests take ten seconds
    // and more of processor time, of which a busy machine gives little.
    testTimeout: 300_000,
    expect: { poll: { timeout: 300_000, interval: 5 } },
    hookTimeout: 300_000,
  },
});
