import { expect, test } from "vitest";
import { parse } from "./webhook.ts";

const recordsIn = (activity: unknown) =>
  parse(activity).map(({ resource, id, isGone }) => [resource, id, isGone]);

test.each([
  [{ statusCode: "NODE_UPDATED", deviceId: 4 }, [["devices", "4", false]]],
  [{ statusCode: "NODE_DELETED", deviceId: 4 }, [["devices", "4", true]]],
  [{ statusCode: "MDM_LOCK_DEVICE_STATUS_UPDATED", deviceId: 4 }, [["devices", "4", false]]],
  [{ statusCode: "BITLOCKER_DISABLED", deviceId: 4 }, [["devices", "4", false]]],
  [{ statusCode: "SOFTWARE_OS_UPDATED", deviceId: 4 }, [["devices", "4", false]]],
  [{ statusCode: "SENTINEL_ONE_AGENT_DISABLED", deviceId: 4 }, [["devices", "4", false]]],
  [{ statusCode: "USER_LOGGED_IN", deviceId: 4 }, []],
  [{ statusCode: "CLIENT_CREATED" }, [["organizations", null, false]]],
  [{ statusCode: "END_USER_DELETED" }, [["users", null, true]]],
  [{ statusCode: "END_USER_DELETED_API" }, [["users", null, true]]],
  [{ statusCode: "APP_USER_CREATED" }, [["users", null, false]]],
  [{ statusCode: "END_USER_LOGGED_IN" }, []],
  [{ statusCode: "CLIENT_DOCUMENT_DELETED" }, []],
  [{ statusCode: "DEVICE_GROUP_UPDATED" }, [["groups", null, false]]],
  [{ statusCode: "NODE_UPDATED", deviceId: -1 }, []],
  [{ statusCode: "TRIGGERED", deviceId: 4 }, []],
  [null, []],
])("reads because of %j", (activity, hints) => {
  expect(recordsIn(activity)).toEqual(hints);
});
