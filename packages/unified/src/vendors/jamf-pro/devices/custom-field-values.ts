import { invalidInput } from "../api/errors.ts";

/** What a field of a computer, or one of a mobile device, says of the values it takes. */
export type Definition = {
  name?: string | null;
  inputType?: string | null;
  dataType?: string | null;
  type?: string | null;
  options?: readonly string[] | null;
  multiValue?: boolean | null;
  extensionAttributeCollectionAllowed?: boolean | null;
};

/** The values a field is to have. Fields hold texts, so that anything else would come back as another value. */
export function fieldValues(name: string, field: Definition, value: unknown): string[] {
  if (field.inputType === "SCRIPT")
    throw refused(name, "is set by a script on the device and cannot be changed");
  if (value === null) return [];
  const values = textsOf(name, value);
  const isSingle = field.multiValue === false || field.extensionAttributeCollectionAllowed === false;
  if (values.length > 1 && isSingle) throw refused(name, "must have one value");
  for (const text of values) assertAllowed(name, field, text);
  return values;
}

function textsOf(name: string, value: unknown): string[] {
  if (typeof value === "string") return [value];
  const texts = Array.isArray(value) ? value.filter((member) => typeof member === "string") : [];
  if (Array.isArray(value) && texts.length === value.length && texts.length > 1) return texts;
  throw refused(name, "must be text, or a list of at least two texts; null clears it");
}

function assertAllowed(name: string, { dataType, type, inputType, options }: Definition, text: string): void {
  if (text.trim() === "") throw refused(name, "is blank; null clears it");
  if ((dataType ?? type) === "INTEGER" && !/^-?\d+$/.test(text))
    throw refused(name, "must be an integer, as text");
  if (inputType !== "POPUP" || !options?.length || options.includes(text)) return;
  throw refused(name, `must be one of ${options.join(", ")}`);
}

const refused = (name: string, rule: string) =>
  invalidInput("devices.update", `The custom field ${name} ${rule}.`);
