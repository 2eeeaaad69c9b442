import type { DeviceNote } from "@mdmkit/iru";
import { type DeviceUpdate, isRecord, list, text } from "@mdmkit/unified/vendor";
import { invalidInput, invalidResponse } from "../api/errors.ts";
import type { IruApi, IruStep } from "../generated/api/client.ts";

const UPDATE = "devices.update";

/** The requests after which a device has these notes: one for each that is new, changed or left out. */
export async function noteSteps(
  client: IruApi,
  deviceId: string,
  notes: DeviceUpdate["notes"],
): Promise<IruStep[]> {
  const path = { device_id: deviceId };
  const present = rowsIn(await client.listDeviceNotes({ path }));
  const wanted = list(notes);
  const kept = new Set(wanted.map(({ id }) => id));
  const steps: IruStep[] = [];
  for (const { id, title, content } of wanted) {
    if (text(title)) throw invalidInput(UPDATE, "Notes have no `title` in Iru.");
    const own = present.find(({ note_id }) => note_id === id);
    if (id == null) steps.push({ operation: "createDeviceNote", path, body: { content } });
    else if (!own) throw invalidInput(UPDATE, "The `id` of a note must be that of a note of the device.");
    else if (own.content !== content)
      steps.push({ operation: "updateDeviceNote", path: { ...path, note_id: id }, body: { content } });
  }
  for (const { note_id: id } of present)
    if (id !== undefined && !kept.has(id))
      steps.push({ operation: "deleteDeviceNote", path: { ...path, note_id: id } });
  return steps;
}

function rowsIn(notes: readonly DeviceNote[] | undefined): readonly DeviceNote[] {
  if (Array.isArray(notes) && notes.every(isRecord)) return notes;
  throw invalidResponse("listDeviceNotes", "The response is not a list of notes.");
}
