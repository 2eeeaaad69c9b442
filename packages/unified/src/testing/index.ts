import { describe } from "vitest";
import { RESOURCES, type ResourceName } from "../contract/capabilities.ts";
import { testAborts } from "./aborts.ts";
import { openAccount } from "./account.ts";
import { testActionInputs } from "./action-inputs.ts";
import { testActions } from "./actions.ts";
import { testBadRecords } from "./bad-records.ts";
import { testCapabilities } from "./capabilities.ts";
import { testCommands } from "./commands.ts";
import { testDriftPaths } from "./drift-paths.ts";
import { testExchanges } from "./exchanges.ts";
import { testFailures } from "./failures.ts";
import { testFilters } from "./filters.ts";
import { testFreshness } from "./freshness.ts";
import { testGroups } from "./groups.ts";
import { testHydration } from "./hydration.ts";
import { testListFaults } from "./list-faults.ts";
import { testCriteriaChanges, testGroupUpdates, testMemberChanges } from "./member-changes.ts";
import { testReads } from "./reads.ts";
import { testSecrets } from "./secrets.ts";
import { testTimes } from "./times.ts";
import type { VendorTest } from "./vendor-test.ts";
import { testWrites } from "./writes.ts";

export type { ResourceName } from "../contract/capabilities.ts";
export { anyText, refTo } from "./arbitrary-changes.ts";
export { arbitraryOf, spoiledArbitraryOf } from "./arbitrary-record.ts";
export { noting, reportedOf } from "./noting.ts";
export { testDeviceReader } from "./test-device-reader.ts";
export { testMapper } from "./test-mapper.ts";
export { testWriteRoundTrip } from "./test-write-roundtrip.ts";
export { problemsOf, recordProblems } from "./unified-schema.ts";
export type {
  Difference,
  DriftFields,
  TestAccount,
  TestFault,
  TestRequest,
  TestSandbox,
  TestSetup,
  TestTransport,
  VendorTest,
} from "./vendor-test.ts";

/**
 * The conformance suite of vendors. It calls the vendor through `connect` over its sandbox, with and without faults, and validates
 * the results against the unified document. Capabilities that the vendor lacks must be rejected, so a vendor without capabilities
 * passes. Call it in a test file of Vitest, or its parts `testVendorReads`, `testVendorFaults` and `testVendorWrites` in three, which
 * take less time on several cores.
 *
 * @example
 * testVendor({
 *   name: "Acme",
 *   create({ sandbox: options, transport }) {
 *     const sandbox = createAcmeSandbox(options);
 *     const vendor = acme({ ...sandbox.credentials, baseUrl: sandbox.baseUrl, ...transport(sandbox.fetch) });
 *     return { vendor, sandbox, secrets: Object.values(sandbox.credentials), ids: () => sandbox.ids };
 *   },
 *   drift: { devices: { text: "name" } },
 *   actions: {},
 * });
 */
export function testVendor(test: VendorTest): void {
  testVendorReads(test);
  testVendorFaults(test);
  testVendorWrites(test);
}

/** The part of the suite with a vendor that works: capabilities, lists, single records, filters. Parts run side by side in files of their own. */
export function testVendorReads(test: VendorTest): void {
  describe(test.name, () => {
    testCapabilities(test);
    for (const resource of resourcesOf(test)) {
      testReads(test, resource);
      testFilters(test, resource);
      testDriftPaths(test, resource);
      testTimes(test, resource);
      testHydration(test, resource);
      testExchanges(test, resource);
    }
    testGroups(test);
  });
}

/** The part of the suite with calls that fail, inconsistent lists, invalid records and callers that abort. */
export function testVendorFaults(test: VendorTest): void {
  describe(test.name, () => {
    testSecrets(test);
    for (const resource of resourcesOf(test)) {
      testFailures(test, resource);
      testListFaults(test, resource);
      testBadRecords(test, resource);
      testAborts(test, resource);
    }
  });
}

/** The part of the suite with writes, actions and commands. `testWriteRoundTrip` tests any value of them. */
export function testVendorWrites(test: VendorTest): void {
  describe(test.name, () => {
    for (const resource of resourcesOf(test)) testWrites(test, resource);
    testMemberChanges(test);
    testGroupUpdates(test);
    testCriteriaChanges(test);
    testActions(test);
    testActionInputs(test);
    testCommands(test);
    testFreshness(test);
  });
}

function resourcesOf(test: VendorTest): ResourceName[] {
  const { vendor } = openAccount(test);
  return RESOURCES.filter((resource) => vendor[resource]);
}
