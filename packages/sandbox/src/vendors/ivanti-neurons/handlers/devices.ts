import { asInteger, isRow, type Row } from "../../../engine/records/values.ts";
import type { Answer, Call } from "../../../engine/request/call.ts";
import { viabilityOf } from "./actions.ts";
import { bodyOf, type Context, type Handlers, numbersIn, refuse, success, withDevice } from "./handler.ts";
import { listAnswer, search } from "./lists.ts";
import { detailedDevice, deviceProperties, listedDevice } from "./records.ts";

/** States in which a device is still managed, so that it cannot be deleted. */
const undeletable = new Set<unknown>(["ACTIVE", "WIPE_PENDING"]);

function deleteDevices(call: Call, { state }: Context): Answer {
  const ids = numbersIn(call.query.deviceIds).map(String);
  const rows = ids.map((id) => state.devices.get(id));
  if (rows.some((row) => undeletable.has(row?.registrationState)))
    return refuse(409, "Retire the device first");
  if (rows.includes(undefined)) return success(0);
  for (const id of ids) state.devices.remove(id);
  return success(1);
}

/** Goes on when the device checks in; rejected devices are listed. */
function assignDevices(call: Call, context: Context): Answer {
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

export const deviceHandlers = {
  listDevices(call, context) {
    const { state } = context;
    const { devices, layout } = state;
    const space = asInteger(call.query.dmPartitionId);
    const render = (row: Row) => listedDevice(row, state);
    const among = (index: number) => layout.spaceOf(index) === space;
    const rows = search(call, context, { collection: devices, properties: deviceProperties, among, render });
    if ("status" in rows) return rows;
    // The case of values in facets is not that of records.
    const facets = { DEVICESOURCE: { cloud: rows.length }, SUPERVISED: {} };
    return listAnswer(call, rows, { render: (row) => context.masked(render(row)), without: "limit", facets });
  },
  getDevice: withDevice((row, _call, context) => {
    const answer = success(context.masked(detailedDevice(row, context.state)));
    return withKeyTwice(answer, "androidSecurityPatchLevel");
  }),
  deleteDevices,
  assignDevices,
} satisfies Handlers;

/** The vendor prints one key twice; the value further down is the one that counts. */
function withKeyTwice(answer: Answer, key: string): Answer {
  const text = JSON.stringify(answer.body);
  const isNull = isRow(answer.body) && isRow(answer.body.result) && answer.body.result[key] === null;
  if (!isNull) return answer;
  const twice = text.replace('"result":{', `"result":{"${key}":"2018-01-01",`);
  return { ...answer, text: twice, contentType: "application/json" };
}
