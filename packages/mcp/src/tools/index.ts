import type { PlanTokens } from "../actions/plan-token.ts";
import type { FleetActions } from "../fleet/fleet.ts";
import { actionStatus } from "./action-status.ts";
import { capabilities } from "./capabilities.ts";
import { changes } from "./changes.ts";
import { countDevices } from "./count-devices.ts";
import { findGroups } from "./find-groups.ts";
import { findTool } from "./find-tool.ts";
import { getRecord } from "./get-record.ts";
import { planTool } from "./plan-action.ts";
import { report } from "./report.ts";
import { runTool } from "./run-action.ts";
import type { Tool } from "./tool.ts";

const findDevices = findTool("devices", {
  about: "Lists devices of the accounts.",
  columns: ["id", "name", "serial_number", "platform", "os_version", "owner.name", "last_activity_at"],
});

const findUsers = findTool("users", {
  about: "Lists the people that devices are assigned to.",
  columns: ["id", "name", "emails.email", "is_active"],
});

const findApps = findTool("apps", {
  about:
    "Lists installed apps: a row for each app on each device. Filter by device or name, because there are many.",
  columns: ["id", "name", "version", "platform", "device.id"],
});

/** The tools that only read. */
export const READ_TOOLS: readonly Tool[] = [
  capabilities,
  findDevices,
  countDevices,
  getRecord,
  findUsers,
  findApps,
  findGroups,
  changes,
  report,
  actionStatus,
];

/** The tools that plan and send actions. */
export function actionTools(actions: FleetActions, tokens: PlanTokens): readonly Tool[] {
  return [planTool(actions, tokens), runTool(actions, tokens)];
}
