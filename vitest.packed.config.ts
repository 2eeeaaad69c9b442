import config from "./vitest.config.ts";

/** Runs what is packed, so it needs every package built: `pnpm exec turbo run packed`. */
export default {
  ...config,
  test: { ...config.test, include: ["{packages,tools}/*/packed/**/*.test.ts"], maxWorkers: 1 },
};
