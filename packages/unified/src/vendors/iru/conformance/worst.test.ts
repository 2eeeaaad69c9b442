import { testVendor } from "@mdmkit/unified/testing";
import { createAccount, vendorTest } from "../fixtures/vendor-test.ts";

// The worse of what the vendor may do: a filter without effect, short pages that have a cursor, and few users in a page.
testVendor({
  ...vendorTest,
  name: "Iru at its worst",
  create: (setup) => createAccount(setup, { prismFilters: false, prismPage: 7, usersPage: 4 }),
});
