import { anyText, refTo, testVendorWrites, testWriteRoundTrip } from "@mdmkit/unified/testing";
import fc from "fast-check";
import { type Shows, showsOf } from "../../../testing/shows-what-was-asked.ts";
import { vendorTest } from "../fixtures/vendor-test.ts";

testVendorWrites(vendorTest);

/** Names that devices of the sandbox have fields by, and one they have not. */
const fieldName = fc.constantFrom("Floor", "Battery cycles", "Cost center", "Colour");
const fieldValue = fc.oneof(
  anyText,
  fc.constantFrom(null, "7", "-1", 7, true, 0.5, {}),
  fc.array(anyText, { maxLength: 3 }),
);

/** Fields are defined for all devices, so that cleared ones stay with nothing in them. */
const showsFields: Shows = (shown, asked, before) =>
  asked === null
    ? Object.values(Object(shown)).every((value) => value === null)
    : showsOf("custom_fields")(shown, asked, before);

testWriteRoundTrip({
  test: vendorTest,
  resource: "devices",
  shows: { custom_fields: showsFields },
  values: ({ ids }) => ({
    owner: refTo(ids("users")),
    organization: refTo(ids("organizations")),
    platform: fc.constantFrom("macos", "windows", "ios", null),
    serial_number: fc.oneof(
      fc.stringMatching(/^[A-Z0-9]{10,12}$/),
      fc.constantFrom(null, "0123456789", " C02 "),
    ),
    udid: fc.oneof(fc.uuid(), fc.constantFrom(null, "03000200-0400-0500-0006-000700080009")),
    mac_addresses: fc.option(
      fc.uniqueArray(fc.stringMatching(/^0[0-9a-f](:[0-9a-f]{2}){5}$/), { minLength: 1, maxLength: 3 }),
    ),
    custom_fields: fc.option(
      fc.dictionary(fieldName, fieldValue, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
    ),
  }),
});
testWriteRoundTrip({ test: vendorTest, resource: "users" });
testWriteRoundTrip({ test: vendorTest, resource: "apps" });
