import { testVendorWrites } from "@mdmkit/unified/testing";
import { vendorTest } from "../fixtures/vendor-test.ts";

testVendorWrites(vendorTest);
