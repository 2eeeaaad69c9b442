import { asTexts, type Row } from "../../../engine/records/values.ts";
import type { Call } from "../../../engine/request/call.ts";

/** `USER_AND_LOCATION` is the section of `userAndLocation`. */
const propertyOf = (section: string): string =>
  section.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Properties that no section holds. */
const always = new Set(["id", "udid", "mobileDeviceId", "deviceType"]);

/** Shows the sections a call asks for, GENERAL unless asked; the others are null, not left out. */
export function sectionsOf(call: Call): (row: Row) => Row {
  const asked = asTexts(call.query.section);
  const shown = new Set((asked.length === 0 ? ["GENERAL"] : asked).map(propertyOf));
  return (row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, always.has(name) || shown.has(name) ? value : null]),
    );
}
