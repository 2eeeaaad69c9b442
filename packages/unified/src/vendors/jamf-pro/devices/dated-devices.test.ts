import { describe, expect, it } from "vitest";
import { openJamfPro } from "../fixtures/account.ts";

const SINCE = "2026-10-31T00:00:00.5+02:00";

/** Gives every device a date of its last inventory, or takes it from the first of a kind. */
function openDated({ without }: { without?: "computers" | "mobileDevices" } = {}) {
  const account = openJamfPro();
  const { state } = account.sandbox;
  for (const kind of ["computers", "mobileDevices"] as const) {
    for (const index of state[kind].indexes()) {
      const id = String(index + 1);
      const date = kind === without && index === 0 ? null : `2026-10-${10 + (index % 22)}T08:00:00Z`;
      const general = { ...Object(state[kind].get(id)).general };
      state[kind].update(id, { general: { ...general, reportDate: date, lastInventoryUpdateDate: date } });
    }
  }
  return account;
}

describe("updated_since", () => {
  it.each(["devices", "apps"] as const)("asks for the %s that reported since", async (resource) => {
    const { mdm, filtersOf } = openDated();
    const list = (filters: { updated_since?: string } = {}) =>
      resource === "devices" ? mdm.devices.list(filters) : mdm.apps.list(filters);
    const all = await list().toArray();
    const asked = filtersOf("listComputers").length;
    const listing = list({ updated_since: SINCE });
    const found = await listing.toArray();
    const fits = ({ updated_at }: { updated_at?: string | null }) =>
      !updated_at || Date.parse(updated_at) >= Date.parse(SINCE);
    expect(found.map(({ id }) => id)).toEqual(all.filter(fits).map(({ id }) => id));
    expect(found.length).toBeGreaterThan(0);
    expect(listing.report.records).toBeLessThan(all.length);
    expect(new Set(filtersOf("listComputers").slice(asked))).toEqual(
      new Set([
        undefined,
        'general.reportDate=ge="1970-01-01T00:00:00Z"',
        'general.reportDate=ge="2026-10-30T22:00:00Z"',
      ]),
    );
    expect(listing.report.complete).toBe(true);
  });

  it("takes six requests where nothing has changed, however many devices there are", async () => {
    const { mdm, sandbox } = openDated();
    await mdm.devices.list().toArray();
    const before = sandbox.requests.length;
    expect(await mdm.devices.list({ updated_since: "2026-11-01T00:00:00Z" }).toArray()).toEqual([]);
    expect(sandbox.requests.length - before).toBe(6);
  });

  it("leaves out no device without a date, which may have changed", async () => {
    const { mdm, filtersOf } = openDated({ without: "computers" });
    const found = await mdm.devices.list({ updated_since: SINCE, pageSize: 5 }).toArray();
    expect(found.map(({ id }) => id)).toContain("computer-1");
    expect(filtersOf("listComputers")).not.toContain('general.reportDate=ge="2026-10-30T22:00:00Z"');
    expect(filtersOf("listMobileDeviceDetails")).toContain(
      'lastInventoryUpdateDate=ge="2026-10-30T22:00:00Z"',
    );
  });

  it("counts once for a walk, and goes with the other filters", async () => {
    const { mdm, filtersOf } = openDated();
    const [device] = await mdm.devices.list().toArray();
    const before = filtersOf("listComputers").length;
    await mdm.devices
      .list({ updated_since: "2026-10-01T00:00:00Z", platform: "macos", pageSize: 5 })
      .toArray();
    const counting = 'general.reportDate=ge="1970-01-01T00:00:00Z"';
    const asked = filtersOf("listComputers").slice(before);
    expect(asked.filter((filter) => filter === counting)).toHaveLength(1);
    expect(asked.filter((filter) => filter === undefined)).toHaveLength(1);
    await mdm.devices.list({ updated_since: "2026-10-01T00:00:00Z", name: device?.name ?? "" }).toArray();
    expect(filtersOf("listComputers").at(-1)).toBe(
      `general.name=="*${device?.name}*";general.reportDate=ge="2026-10-01T00:00:00Z"`,
    );
  });

  it("does not send what is no time", () => {
    const { mdm, filtersOf } = openDated();
    expect(() => mdm.devices.list({ updated_since: "yesterday" })).toThrow("must be a time");
    expect(filtersOf("listComputers")).toEqual([]);
  });
});
