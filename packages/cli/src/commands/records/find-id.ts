import {
  type ActionResult,
  type DeviceType,
  INCOMPLETE_REASONS,
  type Listing,
  type Mdm,
  type Vendor,
} from "@mdmkit/unified";
import type { Session } from "../../account/session.ts";
import { CommandError, usageError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";
import type { Resource } from "../../resource.ts";
import { enumOf } from "../../schema/input-options.ts";

/**
 * The methods of a resource, typed loosely: option names and values were checked against the unified document at run
 * time. Written as methods because their parameters are wider than those of the typed client.
 */
export type ResourceMethods = {
  list(options: object): Listing<{ id: string }>;
  get(id: string, options: object): Promise<object>;
  create(input: object, options: object): Promise<object>;
  update(id: string, changes: object, options: object): Promise<object>;
  delete(id: string, options: object): Promise<object>;
};

export type ActionMethod = { act(id: string, input: object): Promise<ActionResult> }["act"];

export function methodsOf(mdm: Mdm<Vendor>, resource: Resource): ResourceMethods {
  return mdm[resource];
}

/** Arguments such as `serial:C02XL0AAJG5J` or `email:ada@example.com` in place of an id. */
const LOOKUPS: Partial<Record<Resource, { prefix: string; filter: string }>> = {
  devices: { prefix: "serial:", filter: "serial_number" },
  users: { prefix: "email:", filter: "email" },
};

export type RecordReference = {
  readonly argument: string;
  /** `--type`, as far as it says what the id means: the methods check it. */
  readonly type?: string | undefined;
  readonly signal: AbortSignal;
};

/** The id of the record that an argument refers to, as the vendor's records have it. Several matches are an error. */
export async function findId(
  { mdm, vendor }: Pick<Session, "mdm" | "vendor">,
  resource: Resource,
  { argument, type, signal }: RecordReference,
): Promise<string> {
  const qualifyId = resource === "devices" ? vendor.devices?.qualifyId : undefined;
  const { prefix, filter } = LOOKUPS[resource] ?? {};
  if (!prefix || !filter || !argument.startsWith(prefix))
    return qualifyId?.(argument, isDeviceType(type) ? type : undefined) ?? argument;
  const value = argument.slice(prefix.length);
  if (value === "") throw usageError(`${prefix} needs a value: ${prefix}VALUE`);
  const listing = methodsOf(mdm, resource).list({ [filter]: value, remoteData: false, signal });
  const ids = (await listing.toArray()).map(({ id }) => id);
  const [id] = ids;
  const property = filter.replace("_", " ");
  if (id === undefined) {
    // A record that an incomplete list lacks can still exist.
    const { complete, reason } = listing.report;
    const caveat = complete
      ? ""
      : `, but the list is incomplete${reason ? `: ${INCOMPLETE_REASONS[reason]}` : ""}`;
    throw new CommandError(`No ${resource.slice(0, -1)} with this ${property} was found${caveat}.`, {
      exitCode: EXIT.notFound,
      advice: `Check the ${property}, or use the id: \`mdmkit ${resource} list\` shows both.`,
    });
  }
  if (ids.length > 1) {
    throw new CommandError(`${ids.length} ${resource} have this ${property}: ${ids.join(", ")}`, {
      exitCode: EXIT.refused,
      advice: "Use one of these ids instead.",
    });
  }
  return id;
}

const isDeviceType = (type: string | undefined): type is DeviceType =>
  type !== undefined && enumOf("DeviceType").includes(type);
