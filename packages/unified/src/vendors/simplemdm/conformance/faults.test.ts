import { testVendorFaults } from "@mdmkit/unified/testing";
import { vendorTest } from "../fixtures/vendor-test.ts";

testVendorFaults(vendorTest);
