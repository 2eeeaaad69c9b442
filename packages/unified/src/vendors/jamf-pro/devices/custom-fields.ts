import type { ComputerUpdate, MobileDeviceUpdate } from "@mdmkit/jamf-pro";
import { type DeviceUpdate, list, text } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { JamfProComputer, JamfProMobileDevice } from "../api/record.ts";
import { type Definition, fieldValues } from "./custom-field-values.ts";
import { sectionsOf } from "./mobile-sections.ts";

type Changes = DeviceUpdate["custom_fields"];

const COMPUTER_SECTIONS = [
  "general",
  "hardware",
  "operatingSystem",
  "purchasing",
  "userAndLocation",
] as const;

/** Places each changed field in the section of the record that has it. */
export function computerFieldChanges(computer: JamfProComputer, changes: Changes): ComputerUpdate {
  const wanted = createWanted(changes);
  const body: ComputerUpdate = {};
  const own = list(computer.extensionAttributes).flatMap((field) => wanted.change(field));
  if (own.length > 0) body.extensionAttributes = own.map(asComputerField);
  for (const section of COMPUTER_SECTIONS) {
    const fields = list(computer[section]?.extensionAttributes).flatMap((field) => wanted.change(field));
    if (fields.length > 0) body[section] = { extensionAttributes: fields.map(asComputerField) };
  }
  wanted.end();
  return body;
}

export function mobileFieldChanges(device: JamfProMobileDevice, changes: Changes): MobileDeviceUpdate {
  const wanted = createWanted(changes);
  const { general, hardware, purchasing } = sectionsOf(device);
  const { extensionAttributes, userAndLocation } = device;
  const sections = [{ extensionAttributes }, general, hardware, purchasing, userAndLocation];
  const changed = sections
    .flatMap((section) => list(section?.extensionAttributes))
    .flatMap((field) => wanted.change(field));
  wanted.end();
  // The id is not taken here; the name is.
  return {
    updatedExtensionAttributes: changed.map(({ field, values }) => ({
      name: field.name,
      type: field.type,
      value: values,
    })),
  };
}

type Change<Field> = { field: Field; values: string[] };

function asComputerField({ field, values }: Change<{ definitionId?: string | null }>) {
  return { definitionId: field.definitionId, values };
}

/** The new values of fields by name; null clears all that people may write. */
function createWanted(changes: Changes) {
  const left = new Set(Object.keys(changes ?? {}));
  return {
    change<Field extends Definition>(field: Field): Change<Field>[] {
      const name = text(field.name) ?? "";
      if (changes == null) return field.inputType === "SCRIPT" ? [] : [{ field, values: [] }];
      if (!Object.hasOwn(changes, name)) return [];
      left.delete(name);
      return [{ field, values: fieldValues(name, field, changes[name]) }];
    },
    end() {
      if (left.size === 0) return;
      throw invalidInput(
        "devices.update",
        "A field in `custom_fields` does not exist. Define it as an extension attribute in Jamf Pro first.",
      );
    },
  };
}
