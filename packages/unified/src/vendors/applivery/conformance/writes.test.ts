import { NotFoundError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { anyText, refTo, testVendorWrites, testWriteRoundTrip } from "@mdmkit/unified/testing";
import fc from "fast-check";
import { SETTINGS, vendorTest } from "../fixtures/vendor-test.ts";

testVendorWrites(vendorTest);

testWriteRoundTrip({
  test: vendorTest,
  resource: "devices",
  values: (account) => ({
    name: anyText,
    owner: refTo([...account.ids("users"), "unknown"]),
    policy: refTo([...policyIds(), "none"]).filter((policy) => policy !== null),
    tags: fc.option(
      fc.uniqueArray(fc.record({ name: fc.option(anyText), id: fc.option(anyText) }, { requiredKeys: [] }), {
        selector: ({ name, id }) => (name ?? id ?? "").trim(),
        maxLength: 3,
      }),
    ),
  }),
  // A policy belongs to a platform, which its id does not show.
  refusedByVendor: (error) => error instanceof NotFoundError,
});
testWriteRoundTrip({ test: vendorTest, resource: "users" });

function policyIds(): string[] {
  const { policies } = createSandbox("applivery", SETTINGS).state;
  return Object.values(policies).flatMap((of) =>
    of
      .rows("id")
      .slice(0, of.count())
      .map(({ id }) => String(id)),
  );
}
