import { InvalidInputError } from "@mdmkit/runtime";
import { expect, it } from "vitest";
import { describeError } from "./describe-error.ts";

it.each([
  [undefined, "Port 80 is in use."],
  ["acme", "[acme] Port 80 is in use. Nothing was sent."],
])("says that nothing was sent only where there is a vendor: %s", (vendor, expected) => {
  const error = new InvalidInputError("Port 80 is in use.", { vendor });
  expect(describeError(error, { verbose: false })).toEqual([expected]);
});
