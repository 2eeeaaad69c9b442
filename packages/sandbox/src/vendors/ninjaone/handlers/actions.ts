import { asInteger, type Row } from "../../../engine/records/values.ts";
import { bodyOf, json } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import { isAgent } from "../inventory.ts";
import { seconds } from "../state/seconds.ts";
import { DONE, type Handler, type Handlers } from "./handler.ts";

/** Starts something on a device that has an agent. What it started shows in its activities only. */
const started =
  (type: string): Handler =>
  (call, state) => {
    const id = call.path.id ?? "";
    if (!isAgent(state.devices.get(id)?.nodeClass)) return failure(400, "Not supported by this device");
    state.note({ deviceId: Number(id), type, statusCode: "START_REQUESTED", now: call.now });
    return DONE;
  };

const script: Handler = (call, state) => {
  const { type, id, uid } = bodyOf(call);
  if (type === "SCRIPT" ? id === undefined : uid === undefined) return failure(400, "No script");
  const response = started("SCRIPTING")(call, state);
  // For scripts some tenants return the number of the activity.
  return response === DONE && type === "SCRIPT" ? json(state.activities.length) : response;
};

/** The newest first, in a window of ids. */
function activities(
  all: readonly Row[],
  { query }: { query: Readonly<Record<string, unknown>> },
  usual: number,
) {
  const newerThan = asInteger(query.newerThan) ?? 0;
  const olderThan = asInteger(query.olderThan) ?? Number.POSITIVE_INFINITY;
  const size = asInteger(query.pageSize) ?? usual;
  return all
    .filter(({ id }) => Number(id) > newerThan && Number(id) < olderThan)
    .slice(-size)
    .reverse();
}

const asJob = ({ deviceId, activityTime, statusCode }: Row): Row => ({
  deviceId,
  createTime: activityTime,
  jobStatus: statusCode,
});

export const actionHandlers = {
  rebootDevices: started("SYSTEM"),
  submitOSPatchScan: started("PATCH_MANAGEMENT"),
  submitOSPatchApply: started("PATCH_MANAGEMENT"),
  submitSoftwarePatchScan: started("SOFTWARE_PATCH_MANAGEMENT"),
  submitSoftwarePatchApply: started("SOFTWARE_PATCH_MANAGEMENT"),
  runScriptOnDevice: script,
  requestScriptingOptions: () =>
    json({ categories: [], scripts: [{ type: "SCRIPT", id: 40, name: "Clean up" }] }),
  getActiveJobs: (_call, { activities: all }) => json(all.map(asJob)),
  getDeviceActiveJobs: (call, { activities: all }) =>
    json(all.filter(({ deviceId }) => String(deviceId) === call.path.id).map(asJob)),
  getActivities: (call, { activities: all }) =>
    json({ lastActivityId: all.length, activities: activities(all, call, 200) }),
  getDeviceActivities(call, { activities: all }) {
    const own = all.filter(({ deviceId }) => String(deviceId) === call.path.id);
    return json({ lastActivityId: all.length, activities: activities(own, call, 1000) });
  },
  createTag(call, { tags }) {
    const at = seconds(call.now);
    return json(tags.insert({ ...bodyOf(call), createTime: at, updateTime: at }));
  },
  getTags: (_call, { tags }) => json({ tags: tags.all() }),
} satisfies Handlers;
