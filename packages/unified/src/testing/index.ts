import { describe } from "vitest";
import { testAborts } from "./aborts.ts";
import { openAccount } from "./account.ts";
import { testActions } from "./actions.ts";
import { testCapabilities } from "./capabilities.ts";
import { testFailures } from "./failures.ts";
import { testFilters } from "./filters.ts";
import { testListFaults } from "./list-faults.ts";
import { testReads } from "./reads.ts";
import type { VendorTest } from "./vendor-test.ts";
import { testWrites } from "./writes.ts";

export { arbitraryOf, spoiledArbitraryOf } from "./arbitrary-record.ts";
export { testMapper } from "./test-mapper.ts";
export { problemsOf, recordProblems } from "./unified-schema.ts";
export type {
  Difference,
  DriftFields,
  ResourceName,
  TestAccount,
  TestFault,
  TestRequest,
  TestSandbox,
  TestSetup,
  TestTransport,
  VendorTest,
} from "./vendor-test.ts";

/**
 * The suite every vendor passes: it drives the vendor through `connect` over its sandbox, healthy and failing, and
 * holds what comes out against the unified document. Call it in a test file; it uses vitest's `describe` and `it`.
 */
export function testVendor(test: VendorTest): void {
  describe(test.name, () => {
    testCapabilities(test);
    for (const resource of ["devices", "users"] as const) {
      if (!openAccount(test).vendor[resource]) continue;
      testReads(test, resource);
      testFilters(test, resource);
      testFailures(test, resource);
      testListFaults(test, resource);
      testAborts(test, resource);
      testWrites(test, resource);
    }
    testActions(test);
  });
}
