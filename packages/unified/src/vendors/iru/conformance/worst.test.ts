import { testVendorReads } from "@mdmkit/unified/testing";
import { createAccount, vendorTest } from "../fixtures/vendor-test.ts";

// The worse of what the vendor may do: short pages that have a cursor, and few users in a page.
testVendorReads({
  ...vendorTest,
  name: "Iru at its worst",
  create: (setup) => createAccount(setup, { prismPage: 7, usersPage: 7 }),
});
