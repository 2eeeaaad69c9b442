import type { Rows } from "../../../engine/records/rows.ts";
import { asInteger, isRow, type Row } from "../../../engine/records/values.ts";
import { bodyOf, type Call, type VendorResponse } from "../../../engine/request/call.ts";
import type { IvantiNeuronsState } from "../state/state.ts";
import { viabilityOf } from "./actions.ts";
import { type Context, type Handlers, numbersIn, refuse, success } from "./handler.ts";
import { listResponse, search } from "./lists.ts";
import { detailedDevice, deviceProperties, listedDevice } from "./records.ts";

/** States in which a device is still managed, so that it cannot be deleted. */
const undeletable = new Set<unknown>(["ACTIVE", "WIPE_PENDING"]);

function deleteDevices(call: Call, { state }: Context): VendorResponse {
  const ids = numbersIn(call.query.deviceIds).map(String);
  const rows = ids.map((id) => state.devices.get(id));
  if (rows.some((row) => undeletable.has(row?.registrationState)))
    return refuse(409, "Retire the device first");
  if (rows.includes(undefined)) return success(0);
  for (const id of ids) state.devices.remove(id);
  return success(1);
}

/** Takes effect when the device checks in; rejected devices are listed. */
function assignDevices(call: Call, context: Context): VendorResponse {
  const { state } = context;
  const body = bodyOf(call);
  const accountId = asInteger(body.accountId) ?? 0;
  if (state.users.get(String(accountId)) === undefined) return refuse(400, "accountId: no such account");
  const ids = numbersIn(body.deviceIds);
  const rejected = viabilityOf(ids, context, ({ platformType, supervised }) =>
    platformType === "ANDROID" || (platformType === "IOS" && supervised === true)
      ? undefined
      : "PLATFORM_NOT_SUPPORTED",
  );
  const rejectedIds = rejected.map(({ id }) => id);
  for (const id of ids) if (!rejectedIds.includes(id)) state.reassignments.set(String(id), accountId);
  return success({ searchResults: rejected, totalCount: rejected.length, offset: 0, limit: rejected.length });
}

/** Devices by verdict, of the whole list. Only with its first page, where clients look, since all devices are rendered for it. */
function complianceFacet(call: Call, rows: Rows): Row {
  if (asInteger(call.query.start)) return {};
  const all = rows.slice(0, rows.length);
  const compliant = all.filter(({ complianceState }) => complianceState === true).length;
  // A value that no device has is absent.
  const counts = Object.entries({ true: compliant, false: all.length - compliant });
  return { COMPLIANCESTATE: Object.fromEntries(counts.filter(([, count]) => count > 0)) };
}

export const deviceHandlers = {
  listDevices(call, context) {
    const { state } = context;
    const { devices, inventory } = state;
    const space = asInteger(call.query.dmPartitionId);
    const render = (row: Row) => listedDevice(row, state);
    const among = (index: number) => inventory.spaceOf(index) === space;
    const rows = search(call, context, { collection: devices, properties: deviceProperties, among, render });
    if ("status" in rows) return rows;
    // The case of values in facets is not that of records.
    const facets = { DEVICESOURCE: { cloud: rows.length }, SUPERVISED: {}, ...complianceFacet(call, rows) };
    return listResponse(call, rows, { render: (row) => context.masked(render(row)), facets });
  },
  getDevice: ({ record: row }, context) => {
    const response = success(context.masked(detailedDevice(row, context.state)));
    return withKeyTwice(response, "androidSecurityPatchLevel");
  },
  getHardwareInventory: ({ record: row }, { state }) => success(hardwareOf(row, state)),
  deleteDevices,
  assignDevices,
} satisfies Handlers;

/** Only Windows is known to report its hardware. */
function hardwareOf(row: Row, { devices, inventory, fleet }: IvantiNeuronsState): Row | null {
  const device = inventory.device(devices.indexOf(String(row.id)) ?? 0);
  if (device.platform !== "windows" || fleet.isFresh(device.index)) return null;
  const { model, serial, memoryBytes, storageBytes } = device;
  return {
    processor: [{ name: model.cpu, cores: model.cores }],
    hardDrive: [{ size: storageBytes }],
    physicalMemory: [{ capacity: memoryBytes }],
    computerSystemProduct: { identifyingNumber: serial },
  };
}

/** The vendor prints one key twice; the value further down is the one that counts. */
function withKeyTwice(response: VendorResponse, key: string): VendorResponse {
  const text = JSON.stringify(response.body);
  const isNull = isRow(response.body) && isRow(response.body.result) && response.body.result[key] === null;
  if (!isNull) return response;
  const twice = text.replace('"result":{', `"result":{"${key}":"2018-01-01",`);
  return { ...response, text: twice, contentType: "application/json" };
}
