import { expect, test } from "vitest";
import { parse } from "./webhook.ts";

const recordsIn = (webhookEvent: unknown, event: unknown) =>
  parse({ webhook: { id: 1, webhookEvent, eventTimestamp: 1 }, event }).map(({ resource, id }) => [
    resource,
    id,
  ]);

test("names the devices and groups that an event is about", () => {
  expect(recordsIn("ComputerInventoryCompleted", { jssID: 12 })).toEqual([["devices", "computer-12"]]);
  for (const name of [
    ...["MobileDeviceInventoryCompleted", "MobileDeviceUnEnrolled", "MobileDeviceUnenrolled"],
    "MobileDeviceCommandCompleted",
  ])
    expect(recordsIn(name, { jssID: 12 })).toEqual([["devices", "mobile-12"]]);
  expect(recordsIn("MobileDeviceEnrolled", {})).toEqual([["devices", null]]);
  const left = { jssid: 7, computer: true, groupAddedDevicesIds: [], groupRemovedDevicesIds: [3, "x y"] };
  expect(recordsIn("SmartGroupComputerMembershipChange", left)).toEqual([
    ["groups", "computer-7"],
    ["devices", "computer-3"],
    ["devices", null],
  ]);
});

test.each([
  ["ComputerCheckIn", { jssID: 12 }],
  ["RestAPIOperation", { objectID: 12, objectTypeName: "Computer" }],
  ["toString", { jssID: 12 }],
  [undefined, null],
])("reads nothing because of %s", (name, event) => {
  expect(recordsIn(name, event)).toEqual([]);
});
