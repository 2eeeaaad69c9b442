import { testVendorWrites, testWriteRoundTrip } from "@mdmkit/unified/testing";
import fc from "fast-check";
import { vendorTest } from "../fixtures/vendor-test.ts";

testVendorWrites(vendorTest);

testWriteRoundTrip({ test: vendorTest, resource: "devices", shows: { custom_fields: showsAttributes } });

const ADDRESSES = ["kim.hollis@example.com", "A.B@Example.com", " spaced@example.com "];

testWriteRoundTrip({
  test: vendorTest,
  resource: "users",
  // A new user has no name but the address.
  values: () => ({
    name: fc.constantFrom(...ADDRESSES, "Kim Hollis"),
    emails: fc.array(
      fc.record(
        {
          email: fc.constantFrom(...ADDRESSES, "", null),
          type: fc.constantFrom("work", null),
          is_primary: fc.constantFrom(true, false, null),
        },
        { requiredKeys: ["email"] },
      ),
      { maxLength: 2 },
    ),
  }),
  runs: 300,
});

/** As the vendor keeps attributes: names in lower case, numbers as text. */
function showsAttributes(shown: unknown, asked: unknown, before: unknown): boolean {
  if (asked === null) return Object.keys(Object(shown)).length === 0;
  const changes = new Map(
    Object.entries(Object(asked)).map(([name, value]) => [name.replace(/_#$/, "").toLowerCase(), value]),
  );
  const expected = new Map(Object.entries(Object(before)).filter(([name]) => !changes.has(name)));
  for (const [name, value] of changes) if (value !== null) expected.set(name, String(value));
  return JSON.stringify([...expected].sort()) === JSON.stringify(Object.entries(Object(shown)).sort());
}
