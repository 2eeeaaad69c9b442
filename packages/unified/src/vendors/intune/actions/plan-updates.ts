import { type DeviceUpdate, list, text } from "@mdmkit/unified/vendor";
import { invalidInput, userIdOf } from "../api/errors.ts";
import type { IntuneApi, IntunePlan, IntuneStep } from "../generated/api/client.ts";

/** What can be changed of a device. The name cannot be cleared. */
export type IntuneDeviceUpdate = Pick<DeviceUpdate, "owner" | "notes" | "remote_data"> & { name?: string };

const UPDATE = "devices.update";

/** A request for the name, which the device takes on at its next check-in, for the user, and last for the record itself. */
export function createDeviceUpdatePlanner(client: IntuneApi) {
  return (managedDeviceId: string, { name, owner, notes, remote_data }: IntuneDeviceUpdate): IntunePlan => {
    const path = { managedDeviceId };
    const steps: IntuneStep[] = [];
    if (name !== undefined) steps.push({ operation: "setDeviceName", path, body: { deviceName: name } });
    if (owner !== undefined)
      steps.push(assignmentStep(client, path, owner && (owner.id ?? ""), [UPDATE, "owner"]));
    if (notes !== undefined || remote_data || steps.length === 0) {
      const body = notes === undefined ? {} : { notes: noteText(managedDeviceId, notes) };
      steps.push({ operation: "updateManagedDevice", path, body });
    }
    return { steps };
  };
}

/** Makes a user the primary user of a device, or ends that. Only beta can. */
export function assignmentStep(
  client: Pick<IntuneApi, "prepare">,
  path: { managedDeviceId: string },
  user: string | null,
  [operation, name]: readonly [string, string],
): IntuneStep {
  if (user === null) return { operation: "removeManagedDeviceUser", path };
  const userId = userIdOf(operation, name, user);
  const url = client.prepare("getUser", { path: { userId } }).url.replace("/v1.0/users/", "/beta/users/");
  return { operation: "addManagedDeviceUser", path, body: { "@odata.id": url } };
}

/** A device has one note, whose id is that of the device, and no title. */
function noteText(managedDeviceId: string, notes: DeviceUpdate["notes"]): string {
  const [note, another] = list(notes);
  if (another) throw invalidInput(UPDATE, "A device has one note in Intune.");
  if (!note) return "";
  if (text(note.title)) throw invalidInput(UPDATE, "Notes have no `title` in Intune.");
  if (note.id != null && note.id !== managedDeviceId)
    throw invalidInput(UPDATE, "The `id` of a note must be that of the device.");
  return note.content;
}
