import { expect, it } from "vitest";
import { createJsonLog, errorLocation } from "./log.ts";

it("says where an unknown error was thrown, without its message", () => {
  const error = new RangeError("wrong\n    at the key jca_secret (vendor)");
  const { stack } = error;
  expect(stack).toContain("jca_secret");
  expect(errorLocation(error)).toMatchObject({
    error: "RangeError",
    stack: expect.stringContaining("log.test.ts"),
  });
  expect(JSON.stringify(errorLocation(error))).not.toContain("secret");
  expect(errorLocation("jca_secret")).toEqual({ error: "string" });
});

it("writes one line for any entry", () => {
  const lines: string[] = [];
  const log = createJsonLog(
    (line) => lines.push(line),
    () => 0,
  );
  log("info", "request", { account: 'a"\n{"level":"error"}' });
  expect(lines.join("").trimEnd().split("\n")).toHaveLength(1);
});
