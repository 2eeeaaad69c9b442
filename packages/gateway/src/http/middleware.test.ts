import { expect, test } from "vitest";
import { assertOrigins } from "./middleware.ts";

test.each(["https://app.example.com", "http://127.0.0.1:3000", "https://[::1]:8443"])(
  "accepts %s",
  (origin) => expect(() => assertOrigins([origin])).not.toThrow(),
);

test.each([
  ["https://app.example.com/", "Did you mean https://app.example.com?"],
  ["https://app.example.com:443", "Did you mean https://app.example.com?"],
  ["https://Bücher.example/shop", "Did you mean https://xn--bcher-kva.example?"],
  ["*", "Expected for example https://app.example.com."],
  ["null", "Expected for example https://app.example.com."],
  ["app.example.com", "Expected for example https://app.example.com."],
  ["localhost:3000", "Expected for example https://app.example.com."],
  ["file:///home", "Expected for example https://app.example.com."],
  ["", "Expected for example https://app.example.com."],
])("refuses %j", (origin, advice) =>
  expect(() => assertOrigins(["https://app.example.com", origin])).toThrow(
    `${JSON.stringify(origin)} is not a valid web origin. ${advice}`,
  ),
);
