import { expect, it } from "vitest";
import { marksIn } from "./check-marks.ts";

const AT = "@";

it.each([
  `owner: kim.hollis${AT}contoso.com`,
  `email: "kim${AT}mail.example-company.de"`,
  `token: eyJ${"a".repeat(20)}.${"b".repeat(20)}.${"c".repeat(20)}`,
  `token: ghp_${"a1".repeat(18)}`,
  `-----${"BEGIN"} RSA PRIVATE KEY-----`,
])("finds a personal mark, and does not repeat it: %j", (line) => {
  const found = marksIn(`id: 1\n${line}\n`);
  expect(found).toHaveLength(1);
  expect(found[0]?.[0]).toBe(2);
  expect(JSON.stringify(found)).not.toMatch(/kim|eyJ|ghp_/);
});

it.each([
  "kim.hollis@example.com",
  "kim@apple.example.org",
  "kim@mail.example",
  "kim@host.test",
  "kim@example.onmicrosoft.com",
  "import x from '@mdmkit/unified/vendor.js'",
  "token: eyJ-made-up",
])("accepts %j", (line) => expect(marksIn(line)).toEqual([]));
