import { expect, test } from "vitest";
import { parseAuditEvent } from "./events.ts";

const id = "8e7f1e5c-5a35-4b3c-b1f9-1f8d1d0c0a02";

test.each([
  [{ action: "update", target_type: "device", target_id: id }, [["devices", false]]],
  [{ action: "delete", target_type: "user", target_id: id }, [["users", true]]],
  [{ action: "create", target_type: "blueprint", target_id: id }, [["groups", false]]],
  [{ action: "update", target_type: "library_item", target_id: id }, []],
  [{ action: "update", target_type: "device", target_id: null }, []],
  [{ action: "update", target_type: "constructor", target_id: id }, []],
  ["text", []],
])("reads because of %j", (event, hints) => {
  expect(parseAuditEvent(event).map(({ resource, isGone }) => [resource, isGone])).toEqual(hints);
});
