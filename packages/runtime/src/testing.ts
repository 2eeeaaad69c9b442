export type { TestTiming } from "./timing/test-timing.ts";
