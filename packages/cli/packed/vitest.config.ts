import shared from "../../../vitest.shared.ts";

/** Runs what is packed, so it needs every package built. */
export default { ...shared, test: { ...shared.test, include: ["**/*.test.ts"], dir: import.meta.dirname } };
