import { type Row, valueAt } from "../../../engine/records/values.ts";

/** Events about computers. What those about mobile devices have is not documented. */
export type ComputerEvent =
  | "ComputerAdded"
  | "ComputerCheckIn"
  | "ComputerInventoryCompleted"
  | "ComputerPushCapabilityChanged";

/** The body that the server sends to a webhook with the content type JSON. */
export function renderWebhook(computer: Row, { event, now }: { event: ComputerEvent; now: number }): Row {
  const at = (path: string) => valueAt(computer, path);
  return {
    webhook: { id: 1, name: event, webhookEvent: event, eventTimestamp: now },
    event: {
      ...{ jssID: Number(computer.id), udid: computer.udid, deviceName: at("general.name") },
      ...{ serialNumber: at("hardware.serialNumber"), model: at("hardware.model") },
      ...{ osVersion: at("operatingSystem.version"), osBuild: at("operatingSystem.build") },
      ...{ macAddress: at("hardware.macAddress"), alternateMacAddress: at("hardware.altMacAddress") },
      ...{ ipAddress: at("general.lastIpAddress"), reportedIpAddress: at("general.lastReportedIp") },
      ...{ username: at("userAndLocation.username"), realName: at("userAndLocation.realname") },
      ...{ emailAddress: at("userAndLocation.email"), phone: at("userAndLocation.phone") },
      ...{ position: at("userAndLocation.position"), userDirectoryID: "-1" },
      managementId: at("general.managementId"),
    },
  };
}
