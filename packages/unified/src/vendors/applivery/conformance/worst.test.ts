import { createSandbox } from "@mdmkit/sandbox";
import { testVendor } from "@mdmkit/unified/testing";
import { type State, VENDOR_IDS, vendorTest } from "../fixtures/vendor-test.ts";
import { applivery } from "../index.ts";

// The worse of what the vendor may do: refusals hidden in successes, and rows that do not name their record.
testVendor({
  ...vendorTest,
  name: "Applivery at its worst",
  create({ sandbox: options, transport }) {
    const sandbox = createSandbox("applivery", {
      ...options,
      agents: 1,
      hiddenFailures: true,
      platformIds: false,
      lists: "array",
    });
    const { token, organizationId } = sandbox.credentials;
    const credentials = { token, organizationId, baseUrl: sandbox.baseUrl, ...transport(sandbox.fetch) };
    // Where nothing leads from a row to its record, nothing leads to its apps: `list-apps.test.ts` sees to that.
    const { apps: _apps, ...vendor } = applivery(credentials);
    return {
      vendor,
      sandbox,
      secrets: [token],
      ids: (resource) => (resource === "devices" ? rowIds : VENDOR_IDS[resource])(sandbox.state),
    };
  },
});

/** Those without a serial number are among the last, never the last: nothing leads from their row to their record. */
function rowIds({ devices }: State): string[] {
  const rows = devices.rows("id").slice(0, devices.count());
  const hasSerial = ({ summary }: object & { summary?: unknown }) => Boolean(Object(summary).serialNumber);
  const [marked, unmarked] = [rows.filter(hasSerial), rows.filter((row) => !hasSerial(row))];
  return [...marked.slice(0, -1), ...unmarked, ...marked.slice(-1)].map(({ id, type }) =>
    type === "aosp" ? `${String(id)}:aosp` : String(id),
  );
}
