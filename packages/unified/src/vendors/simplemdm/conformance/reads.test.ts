import { testVendorReads } from "@mdmkit/unified/testing";
import { vendorTest } from "../fixtures/vendor-test.ts";

testVendorReads(vendorTest);
