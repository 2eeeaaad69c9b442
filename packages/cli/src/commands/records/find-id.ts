import type { ActionResult, DeviceType, Listing, Mdm, Vendor } from "@mdmkit/unified";
import type { Session } from "../../account/session.ts";
import type { Resource } from "../../output/columns.ts";
import { EXIT } from "../../process/exit-code.ts";
import { CommandError, usageError } from "../../process/problem.ts";
import { enumOf } from "../../schema/schema-options.ts";

/**
 * A resource as the command line drives it: option names and values were checked against the unified document at
 * run time, so the compiler need not know them. (Method signatures: the typed client's are narrower.)
 */
export type ResourceCalls = {
  list(options: object): Listing<{ id: string }>;
  get(id: string, options: object): Promise<object>;
  create(input: object, options: object): Promise<object>;
  update(id: string, changes: object, options: object): Promise<object>;
  delete(id: string, options: object): Promise<object>;
};

export type ActionCall = { act(id: string, input: object): Promise<ActionResult> }["act"];

export function callsOf(mdm: Mdm<Vendor>, resource: Resource): ResourceCalls {
  return mdm[resource];
}

/** `serial:C02XL0AAJG5J` or `email:ada@example.com` instead of an id. */
const LOOKUPS: Partial<Record<Resource, { prefix: string; filter: string }>> = {
  devices: { prefix: "serial:", filter: "serial_number" },
  users: { prefix: "email:", filter: "email" },
};

export type Wanted = {
  readonly argument: string;
  /** What `--type` says. */
  readonly type?: string | undefined;
  readonly signal: AbortSignal;
};

/**
 * The id an argument means, as the vendor's records have it. More than one match is refused, and a list that may lack
 * the record is no proof.
 */
export async function findId(
  { mdm, vendor }: Pick<Session, "mdm" | "vendor">,
  resource: Resource,
  { argument, type, signal }: Wanted,
): Promise<string> {
  const qualifyId = resource === "devices" ? vendor.devices?.qualifyId : undefined;
  if (type !== undefined && !qualifyId) {
    throw new CommandError(`${vendor.name} does without --type: there an id means one device.`, {
      exitCode: EXIT.refused,
    });
  }
  const { prefix, filter } = LOOKUPS[resource] ?? {};
  if (!prefix || !filter || !argument.startsWith(prefix))
    return qualifyId?.(argument, isDeviceType(type) ? type : undefined) ?? argument;
  const value = argument.slice(prefix.length);
  if (value === "") throw usageError(`${prefix} needs a value: ${prefix}VALUE`);
  const listing = callsOf(mdm, resource).list({ [filter]: value, remoteData: false, signal });
  const found = (await listing.toArray()).map(({ id }) => id);
  const [id] = found;
  const noun = resource.slice(0, -1);
  if (id === undefined) {
    const doubt = listing.report.complete ? "" : ", but the list was incomplete";
    throw new CommandError(`There is no ${noun} with this ${filter.replace("_", " ")}${doubt}.`, {
      exitCode: EXIT.notFound,
    });
  }
  if (found.length > 1) {
    throw new CommandError(
      `${found.length} ${resource} have this ${filter.replace("_", " ")}: ${found.join(", ")}`,
      {
        exitCode: EXIT.refused,
        advice: "Give the id of the one you mean.",
      },
    );
  }
  return id;
}

const isDeviceType = (type: string | undefined): type is DeviceType =>
  type !== undefined && enumOf("DeviceType").includes(type);
