import type { DeviceUpdate } from "../../model.ts";
import { type IvantiNeuronsPlan, invalidInput } from "./client.ts";
import type { IvantiNeuronsDevice } from "./record.ts";

/** Custom attributes are all that can be changed on a device. */
export type IvantiNeuronsDeviceUpdate = Pick<DeviceUpdate, "custom_fields" | "remote_data">;

/** Plans a patch for what is set and a removal for what is cleared; null replaces all attributes by none. */
export function createDeviceUpdatePlanner(read: (id: string) => Promise<IvantiNeuronsDevice>) {
  return async (id: string, { custom_fields }: IvantiNeuronsDeviceUpdate): Promise<IvantiNeuronsPlan> => {
    const path = { device: id };
    if (custom_fields === null)
      return { steps: [{ operation: "replaceDeviceCustomAttributes", path, body: { attrs: {} } }] };
    const fields = Object.entries(custom_fields ?? {}).filter(([, value]) => value !== undefined);
    const cleared = fields.filter(([, value]) => value === null).map(([name]) => name);
    const attrs = attributesOf(fields.filter(([, value]) => value !== null));
    const steps: IvantiNeuronsPlan["steps"][number][] = [];
    if (cleared.length < fields.length || cleared.length === 0) {
      const body = { attrs, forceOverwrite: true };
      steps.push({ operation: "patchDeviceCustomAttributes", path, body });
    }
    if (cleared.length > 0) {
      // This call takes no guid, and ids as text.
      const ids = [/^\d+$/.test(id) ? id : String((await read(id)).id)];
      steps.push({ operation: "removeCustomAttributes", body: { ids, attrKeys: cleared } });
    }
    return { steps };
  };
}

/** Lists of text. The name of an attribute that holds a number is written with `_#` behind it. */
function attributesOf(fields: readonly (readonly [string, unknown])[]): Record<string, string[]> {
  return Object.fromEntries(
    fields.map(([name, value]) => {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      if (name.trim() === "" || !values.every(isPlain)) {
        throw invalidInput(
          "devices.update",
          "A custom field has a name and holds text, numbers or booleans.",
        );
      }
      const isNumeric = values.length > 0 && values.every((one) => typeof one === "number");
      return [isNumeric && !name.endsWith("_#") ? `${name}_#` : name, values.map(String)];
    }),
  );
}

function isPlain(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
