import { testVendorFaults, testVendorReads } from "@mdmkit/unified/testing";
import { createAccount, vendorTest } from "../fixtures/vendor-test.ts";

// The worse of what the vendor may do: nothing is expanded, pages are cut without a word, and reports have bare cursors. All of it is
// about reads.
const worst: typeof vendorTest = {
  ...vendorTest,
  name: "NinjaOne at its worst",
  create: (setup) =>
    createAccount(setup, { expand: false, pageLimit: 7, cursors: "text", vulnerabilities: false }),
};

testVendorReads(worst);
testVendorFaults(worst);
