import { asTexts, type Row, textOf, valueAt } from "../../../engine/records/values.ts";
import type { Call } from "../../../engine/request/call.ts";

type Keep = (device: Row) => boolean;
type Test = (device: Row, wanted: string) => boolean;

/** Whether text at a path holds what is wanted, whatever the case: the least strict filter possible. */
const holds =
  (...paths: string[]): Test =>
  (device, wanted) =>
    paths.some((path) => textOf(device, path).toLowerCase().includes(wanted.toLowerCase()));
const equals =
  (path: string): Test =>
  (device, wanted) =>
    String(valueAt(device, path)) === wanted;

/** The filters of device lists; filters on properties that the sandbox does not keep find nothing. */
const TESTS: Readonly<Record<string, Test>> = {
  mdmUserId: equals("mdmUserId"),
  "mdm-user": equals("mdmUserId"),
  type: equals("type"),
  subType: equals("subType"),
  policyId: equals("policyId"),
  "adm-policy": equals("policyId"),
  "emm-policy": equals("policyId"),
  "aos-policy": equals("policyId"),
  segmentId: equals("segmentId"),
  imei: holds("summary.imei"),
  serialNumber: holds("summary.serialNumber"),
  state: (device, wanted) => textOf(device, "state").toLowerCase() === wanted.toLowerCase(),
  name: holds("displayName", "summary.name"),
  search: holds("displayName", "summary.name", "summary.serialNumber"),
  osVersion: equals("summary.osVersion"),
  networkIp: equals("summary.ipAddress"),
  isCompliance: (device, wanted) => String(isCompliant(device)) === wanted,
  onlyAdmDep: (_device, wanted) => wanted === "false",
};

/** Except on Windows, compliance is visible through the filter only. */
function isCompliant(device: Row): boolean {
  const isCompliant =
    valueAt(device, "summary.compliance.compliant") ?? valueAt(device, "details.policyCompliant");
  return isCompliant !== false;
}

const NO_FILTERS = new Set(["page", "limit", "sort", "tags", "showAll", "show-deleted", "expandTo"]);

/** What passes every filter of a call, any of its tags; undefined when it has no filter. */
export function deviceFilter(query: Call["query"]): Keep | undefined {
  const tags = asTexts(query.tags);
  const wanted = Object.entries(query).filter(
    ([name, value]) => !NO_FILTERS.has(name) && value !== undefined,
  );
  if (wanted.length === 0 && tags.length === 0) return undefined;
  return (device) =>
    wanted.every(([name, value]) => TESTS[name]?.(device, String(value)) ?? false) &&
    (tags.length === 0 || asTexts(device.tags).some((tag) => tags.includes(tag)));
}

/** The query without its page, to distinguish queries. */
export function queryKey({ operationId, query }: Pick<Call, "operationId" | "query">): string {
  const { page: _page, limit: _limit, ...rest } = query;
  return JSON.stringify([operationId, rest]);
}
