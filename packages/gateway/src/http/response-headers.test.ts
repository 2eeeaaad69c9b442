import { expect, test } from "vitest";
import { assertOrigins } from "./response-headers.ts";

test.each(["https://app.example.com", "http://127.0.0.1:3000", "https://[::1]:8443"])("takes %s", (origin) =>
  expect(() => assertOrigins([origin])).not.toThrow(),
);

test.each([
  ["https://app.example.com/", "Did you mean https://app.example.com?"],
  ["https://app.example.com:443", "Did you mean https://app.example.com?"],
  ["https://Bücher.example/shop", "Did you mean https://xn--bcher-kva.example?"],
  ["*", "It is as https://app.example.com."],
  ["null", "It is as https://app.example.com."],
  ["app.example.com", "It is as https://app.example.com."],
  ["localhost:3000", "It is as https://app.example.com."],
  ["file:///home", "It is as https://app.example.com."],
  ["", "It is as https://app.example.com."],
])("refuses %j, which no page is of", (origin, advice) =>
  expect(() => assertOrigins(["https://app.example.com", origin])).toThrow(
    `${JSON.stringify(origin)} is no origin of pages. ${advice}`,
  ),
);
