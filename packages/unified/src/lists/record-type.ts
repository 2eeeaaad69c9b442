import { InvalidInputError } from "@mdmkit/runtime";
import type { AppDeviceType, DeviceType } from "../contract/model.ts";
import type { Origin } from "../input/options.ts";
import { fieldOf, pick } from "./filters.ts";

/** What kind of record an id must be that of: `type` for devices, `device_type` for apps. */
export type TypeOptions = { type?: DeviceType | undefined; device_type?: AppDeviceType | undefined };

type Context = {
  readonly origin: Origin;
  readonly contract: { qualifyId?(id: string, type: DeviceType | undefined): string } | undefined;
};

/**
 * Checks that a record is of the demanded kind, as the filter of the same name compares it; a record that does not say its kind passes.
 * Undefined where no record has to be read for that: nothing is demanded, or the id says it. Where a vendor keeps computers and mobile
 * devices apart, `desktop` and `mobile` name the two, laptops and tablets included.
 */
export async function typeCheck(
  { origin, contract }: Context,
  { type, device_type }: TypeOptions,
): Promise<((record: object) => void) | undefined> {
  const isInId = contract?.qualifyId && (type === "desktop" || type === "mobile");
  const wanted = pick({ type: isInId ? undefined : type, device_type }, (_, value) => value !== undefined);
  const [[name, value] = []] = Object.entries(wanted);
  if (name === undefined) return undefined;
  const { createMatcher } = await import("./match.ts");
  const matches = createMatcher(wanted);
  const field = fieldOf(name);
  return (record) => {
    if (matches(record) !== false) return;
    const problem = `\`${name}\` is ${value}, but the ${field} of this record is ${Reflect.get(record, field)}.`;
    throw new InvalidInputError(problem, {
      ...origin,
      outcome: "not-sent",
      advice: `Check the id, or leave \`${name}\` out.`,
    });
  };
}
