import type { DeviceUpdate } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { IvantiNeuronsDeviceRecord } from "../api/record.ts";
import type { IvantiNeuronsPlan, IvantiNeuronsStep } from "../generated/api/client.ts";

/** Custom attributes are all that can be changed on a device. */
export type IvantiNeuronsDeviceUpdate = Pick<DeviceUpdate, "custom_fields" | "remote_data">;

/** Plans a patch for what is set and a removal for what is cleared; null replaces all attributes by none. */
export function createDeviceUpdatePlanner(read: (id: string) => Promise<IvantiNeuronsDeviceRecord>) {
  return async (id: string, { custom_fields }: IvantiNeuronsDeviceUpdate): Promise<IvantiNeuronsPlan> => {
    const path = { device: id };
    if (custom_fields === null)
      return { operation: "replaceDeviceCustomAttributes", path, body: { attrs: {} } };
    const fields = Object.entries(custom_fields ?? {}).filter(([, value]) => value !== undefined);
    assertNames(fields.map(([name]) => name));
    const cleared = fields.filter(([, value]) => value === null).map(([name]) => name);
    const attrs = attributesOf(fields.filter(([, value]) => value !== null));
    const steps: IvantiNeuronsStep[] = [];
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
      const texts = values.filter((one) => typeof one === "string" || typeof one === "number").map(String);
      const isWhole = texts.length > 0 && texts.length === values.length;
      const isNumeric = values.every((one) => typeof one === "number");
      const isFitting = isNumeric || !name.endsWith("_#");
      if (isWhole && isFitting) return [isNumeric && !name.endsWith("_#") ? `${name}_#` : name, texts];
      throw invalidInput(
        "devices.update",
        "The values of a custom field must be text or numbers; if its name ends in `_#`, numbers.",
      );
    }),
  );
}

/** The vendor keeps names in lower case and without `_#`, so two that differ by these alone are one. */
function assertNames(names: readonly string[]): void {
  const plain = names.map((name) => name.replace(/_#$/, "").toLowerCase());
  if (plain.some((name) => name.trim() === ""))
    throw invalidInput("devices.update", "Each of `custom_fields` must have a name.");
  if (new Set(plain).size < plain.length)
    throw invalidInput(
      "devices.update",
      "Two names in `custom_fields` are the same to the vendor, which ignores case and `_#`.",
    );
}
