import { expect, test } from "vitest";
import { isCron, nightly } from "./cron.ts";

test.each([
  ["0 3 * * *", true],
  ["*/15 0-5,22 1,15 */3 1-5", true],
  ["0 3 29 2 *", true],
  ["0 3 31 2,3 *", true],
  ["0 3 31 2 1", true],
  ["0 3 * * 7", true],
  ["0 3 31 2 *", false],
  ["0 3 31 4,6,9,11 *", false],
  ["0 3 30-31 2 *", false],
  ["0,0 3 * * *", false],
  ["0 3 * * 1-5,5", false],
  ["0 3 * * 0,7", false],
  ["0 3 */10,11 * *", false],
  ["60 3 * * *", false],
  ["0 3 * JAN *", false],
  ["0 3 * *", false],
  ["@daily", false],
])("takes %s for a schedule: %s", (text, isOne) => {
  expect(isCron(text)).toBe(isOne);
});

test("gives an account its own time of the night", () => {
  expect(isCron(nightly("a"))).toBe(true);
  expect(nightly("a")).not.toBe(nightly("b"));
});
