import { expect, test } from "vitest";
import { parse } from "./webhook.ts";

const host = (id: string | null, isGone = false) => ({ resource: "devices", id, isGone });

test.each([
  ["an activity", { type: "locked_host", details: { host_id: 4, host_display_name: "A" } }, [host("4")]],
  ["a deleted host", { type: "deleted_host", details: { host_id: 4 } }, [host("4", true)]],
  ["an enrollment without an id", { type: "mdm_enrolled", details: { host_serial: "A" } }, [host(null)]],
  ["an enrollment with one", { type: "fleet_enrolled", details: { host_id: "4" } }, [host("4")]],
  ["hosts that moved", { type: "transferred_hosts", details: { host_ids: [4, 5] } }, [host("4"), host("5")]],
  ["another activity", { type: "created_user", details: { user_id: 4 } }, []],
  ["failing policies", { policy: { id: 1 }, hosts: [{ id: 1 }, { id: 2 }, null] }, [host("1"), host("2")]],
  ["a vulnerability", { vulnerability: { cve: "C", hosts_affected: [{ id: 1 }, {}] } }, [host("1")]],
  ["hosts that are offline", { text: "…", data: { host_ids: [5, 6] } }, [host("5"), host("6")]],
  ["no object", "text", []],
])("reads the hosts of %s", (_what, body, hints) => {
  expect(parse(body)).toEqual(hints);
});
