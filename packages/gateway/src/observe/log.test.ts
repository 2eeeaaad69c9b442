import { expect, it } from "vitest";
import { createJsonLog, placeOf } from "./log.ts";

it("says where an unknown error arose, and nothing of its message", () => {
  const error = new RangeError("wrong\n    at the key jca_secret (vendor)");
  const { stack } = error;
  expect(stack).toContain("jca_secret");
  expect(placeOf(error)).toMatchObject({
    error: "RangeError",
    stack: expect.stringContaining("log.test.ts"),
  });
  expect(JSON.stringify(placeOf(error))).not.toContain("secret");
  expect(placeOf("jca_secret")).toEqual({ error: "string" });
});

it("keeps to one line, whatever it is given", () => {
  const lines: string[] = [];
  const log = createJsonLog(
    (line) => lines.push(line),
    () => 0,
  );
  log("info", "request", { account: 'a"\n{"level":"error"}' });
  expect(lines.join("").trimEnd().split("\n")).toHaveLength(1);
});
