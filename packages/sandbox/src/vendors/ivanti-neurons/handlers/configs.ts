import { asInteger, type Row } from "../../../engine/records/values.ts";
import { bodyOf, type Call } from "../../../engine/request/call.ts";
import { certificatesOf, configsOf, isConfig, policiesOf } from "../render/policies.ts";
import type { IvantiNeuronsState } from "../state/state.ts";
import { type Handler, type Handlers, numbersIn, refuse, success } from "./handler.ts";
import { listResponse } from "./lists.ts";
import { listedDevice } from "./records.ts";

function excludedOf({ excludedConfigs }: IvantiNeuronsState, row: Row): Set<number> {
  const id = String(row.id);
  const known = excludedConfigs.get(id) ?? new Set<number>();
  excludedConfigs.set(id, known);
  return known;
}

/** A list without pages: `limit` is the number of rows. */
const whole = (rows: Row[]) =>
  success({ totalCount: rows.length, queryTime: 1, searchResults: rows, offset: 0, limit: rows.length });

/** Changes configurations, if all of them exist. */
const withConfigs =
  (idsIn: (call: Call) => unknown, change: (excluded: Set<number>, id: number) => void): Handler =>
  (call, { state }) => {
    const ids = numbersIn(idsIn(call));
    if (!ids.every(isConfig)) return success(false);
    for (const id of ids) change(excludedOf(state, call.record), id);
    return success(true);
  };

export const configHandlers = {
  listDeviceConfigs: ({ record: row }, { state }) => whole(configsOf(excludedOf(state, row))),
  listDevicePolicies: ({ record: row }) => whole(policiesOf(row)),
  excludeDeviceConfigs: withConfigs(
    (call) => bodyOf(call).policyIds,
    (excluded, id) => excluded.add(id),
  ),
  restoreDeviceConfigs: withConfigs(
    (call) => call.query.policyIds,
    (excluded, id) => excluded.delete(id),
  ),
  reinstallDeviceConfigs: withConfigs(
    (call) => bodyOf(call).policyIds,
    () => {},
  ),
  listDeviceCertificates: (call, { state, masked }) => {
    const { record: row } = call;
    if (row.ownerId !== asInteger(call.query.accountId))
      return refuse(400, "is not the device's owner", "accountId");
    const rows = certificatesOf(listedDevice(row, state), call.now).map(masked);
    return listResponse(call, rows, { facets: { CERTSTORESTATE: { Active: rows.length } } });
  },
} satisfies Handlers;
