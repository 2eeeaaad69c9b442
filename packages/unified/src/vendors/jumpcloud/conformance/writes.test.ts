import { refTo, testVendorWrites, testWriteRoundTrip } from "@mdmkit/unified/testing";
import { vendorTest } from "../fixtures/vendor-test.ts";

testVendorWrites(vendorTest);

testWriteRoundTrip({
  test: vendorTest,
  resource: "devices",
  values: ({ ids }) => ({ owner: refTo(ids("users")) }),
});
testWriteRoundTrip({
  test: vendorTest,
  resource: "users",
  refusedByVendor: ({ vendorMessage = "" }) => vendorMessage.includes("managed by another directory"),
});
