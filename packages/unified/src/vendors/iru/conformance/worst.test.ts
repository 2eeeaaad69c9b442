import { testVendor } from "@mdmkit/unified/testing";
import { createAccount, vendorTest } from "../fixtures/vendor-test.ts";

// The worse of what the vendor may do: short pages that have a cursor, few users in a page, and 401 for a missing permission.
testVendor({
  ...vendorTest,
  name: "Iru at its worst",
  create: (setup) => createAccount(setup, { prismPage: 7, usersPage: 7, refusesWith: 401 }),
});
