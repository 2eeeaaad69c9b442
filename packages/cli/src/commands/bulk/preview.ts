import { writeFile } from "node:fs/promises";
import {
  type ActionName,
  type BulkPlan,
  type BulkTarget,
  type Device,
  fromWireAction,
  GUARDED_ACTIONS,
  planBulk,
} from "@mdmkit/unified";
import type { Session } from "../../account/session.ts";
import type { Call } from "../../args/call.ts";
import { accountOptions, asArgument } from "../../args/global-options.ts";
import { reportLines } from "../../output/report.ts";
import { display } from "../../output/value.ts";
import { writeRows } from "../../output/write-result.ts";
import { usageError } from "../../process/command-error.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";
import { isFileError } from "../../process/file-error.ts";
import { readInput } from "../../process/json-input.ts";
import { createStyle } from "../../process/style.ts";
import { kebab } from "../../schema/input-options.ts";
import { readReferences } from "./read-targets.ts";

export type PreviewRequest = {
  readonly action: ActionName;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** `--from` */
  readonly from: string | undefined;
  /** Filters and options of the list, if the devices come from one. */
  readonly list: Readonly<Record<string, unknown>>;
  /** `--save` */
  readonly save: string | undefined;
};

/** Shows what a bulk action would do, and stores it as a plan. Sends nothing that writes. */
export async function preview(call: Call, request: PreviewRequest): Promise<ExitCode> {
  const { action, inputs, save } = request;
  const session = await call.open();
  const { signal } = call.context;
  const { targets, missing, isComplete } = await findTargets(call, session, request);
  const plan = await planBulk(session.vendor, { action, inputs, targets, account: session.account, signal });
  const whole: BulkPlan = { ...plan, leftOut: [...plan.leftOut, ...missing] };
  if (save !== undefined) await store(save, whole);
  await writeRows(call, { rows: rowsOf(whole), json: whole, cuttable: ["name", "message"] });
  await call.info(...summaryOf(call, whole, save));
  return isComplete ? EXIT.ok : EXIT.incomplete;
}

type Targets = {
  readonly targets: readonly BulkTarget[];
  readonly missing: BulkPlan["leftOut"];
  readonly isComplete: boolean;
};

/** The devices that a file names, or those that a list finds. Serial numbers are looked up in one list of all devices. */
async function findTargets(call: Call, { mdm }: Session, { from, list }: PreviewRequest): Promise<Targets> {
  if (from === undefined) {
    const { items, isComplete } = await readList(call, mdm.devices.list(list));
    return { targets: items, missing: [], isComplete };
  }
  const references = readReferences(await readInput(call.context, from));
  if (references.length === 0) throw usageError("--from names no device.");
  const hasSerials = references.some((reference) => "serial" in reference);
  const { signal } = call.context;
  const all = hasSerials ? await readList(call, mdm.devices.list({ remoteData: false, signal })) : undefined;
  const bySerial = new Map<string, Device[]>();
  for (const device of all?.items ?? [])
    bySerial.set(device.serial_number ?? "", [...(bySerial.get(device.serial_number ?? "") ?? []), device]);
  const missing: BulkPlan["leftOut"][number][] = [];
  const targets = references.flatMap((reference): BulkTarget[] => {
    if ("target" in reference) return [reference.target];
    const [found, ...others] = bySerial.get(reference.serial) ?? [];
    if (found && others.length === 0) return [found];
    const id = `serial:${reference.serial}`;
    if (found) missing.push({ id, reason: "refused", message: "Several devices have this serial number." });
    else missing.push({ id, reason: "not-found", message: "No device has this serial number." });
    return [];
  });
  return { targets, missing, isComplete: all?.isComplete ?? true };
}

async function readList({ context, info }: Call, listing: ReturnType<Session["mdm"]["devices"]["list"]>) {
  const items: Device[] = await listing.toArray();
  const { report, plan } = listing;
  const style = createStyle(context.stderr);
  await info(...reportLines(report, { label: "devices", style, localFilters: plan.local }));
  return { items, isComplete: report.complete };
}

/** A plan has names, serial numbers and owners of devices. */
async function store(path: string, plan: BulkPlan): Promise<void> {
  await writeFile(path, `${JSON.stringify(plan, null, 2)}\n`, { mode: 0o600, flag: "wx" }).catch((error) => {
    throw usageError(
      isFileError(error, "EEXIST") ? `The file ${path} exists.` : `Cannot write the file ${path}.`,
    );
  });
}

function rowsOf({ devices, leftOut }: BulkPlan): Record<string, string>[] {
  return [
    ...devices.map(({ id, name, serial_number }) => ({
      ...{ id, name: display(name), serial: display(serial_number), bulk: "included", message: "" },
    })),
    ...leftOut.map(({ id, name, reason, message }) => ({
      ...{ id, name: display(name), serial: "", bulk: reason, message },
    })),
  ];
}

function summaryOf({ globals }: Call, plan: BulkPlan, save: string | undefined): string[] {
  const { devices, leftOut, requests, secrets } = plan;
  const action = kebab(plan.action);
  const count = devices.length;
  const text = `${action}: ${count} devices, ${leftOut.length} left out; at most ${requests} vendor requests. Nothing was sent.`;
  if (save === undefined) return [text, "--save FILE stores the plan."];
  const options = [
    ...secrets.filter((name) => name !== "remote_data").map((name) => `--${kebab(name)} -`),
    ...(GUARDED_ACTIONS.some((guarded) => guarded === fromWireAction(plan.action))
      ? [`--confirm ${count}`]
      : []),
    ...accountOptions(globals),
  ];
  const command = ["mdmkit devices bulk", action, "--apply", asArgument(save), ...options].join(" ");
  return [text, `Run it: ${command}`];
}
