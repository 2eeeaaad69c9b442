import {
  type AccountOutcome,
  type CombinedFleet,
  combine,
  type Device,
  type JoinedDevice,
  type Listing,
} from "@mdmkit/unified";
import type { Session } from "../../account/session.ts";
import type { Call } from "../../args/call.ts";
import { outcomeReports, outcomesJson } from "../../output/outcomes.ts";
import { printReports } from "../../output/print-reports.ts";
import { display, valueAt } from "../../output/value.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";
import { createStyle } from "../../process/style.ts";
import type { RESOURCES, Resource } from "../../resource.ts";
import { methodsOf } from "./find-id.ts";
import { createListFormat, type ListFormatOptions, readingLimit } from "./list-format.ts";

type Options = { readonly hydrate: readonly string[]; readonly [option: string]: unknown };
type Output = ListFormatOptions & {
  readonly resource: Resource;
  /** `--join` */
  readonly join: boolean;
};

/** A list over accounts: of devices, users …, each found in an account. */
type CombinedList = AsyncIterable<{ readonly account: string }> & {
  readonly outcomes: Readonly<Record<string, AccountOutcome | undefined>>;
  readonly complete: boolean;
};

/** One list of several accounts. An account that fails does not end it: the report has its error, and the exit code is 5. */
export async function listAccounts(call: Call, options: Options, output: Output): Promise<ExitCode> {
  const accounts = combinedAccounts(await call.openAll());
  if (output.join) return writeJoined(call, accounts.devices.list({ ...options, partial: true }), output);
  const lists: Readonly<Record<Resource, { list(options: object): CombinedList }>> = accounts;
  return writeFound(call, lists[output.resource].list({ ...options, partial: true }), output);
}

/** All accounts as one. */
export function combinedAccounts(sessions: readonly Session[]) {
  return combine(Object.fromEntries(sessions.map((session) => [session.account, sourcesOf(session)])));
}

type ListOptions = { readonly hydrate?: readonly string[]; readonly [option: string]: unknown };

/** The list of one of several accounts. Fields that its vendor's lists have anyhow are not hydrated. */
export function listOf(
  { mdm, vendor }: Session,
  resource: Resource,
  { hydrate = [], ...options }: ListOptions = {},
): Listing<{ id: string }> {
  const fillable: readonly string[] = vendor[resource]?.getOnly ?? [];
  return methodsOf(mdm, resource).list({
    ...options,
    hydrate: hydrate.filter((field) => fillable.includes(field)),
  });
}

function sourcesOf(session: Session) {
  const sourceOf = <Item>(resource: Resource) => ({
    // The boundary: `methodsOf` is typed loosely.
    list: (options?: ListOptions) => listOf(session, resource, options) as Listing<Item & { id: string }>,
  });
  return {
    devices: sourceOf<Device>("devices"),
    users: sourceOf("users"),
    apps: sourceOf("apps"),
    organizations: sourceOf("organizations"),
    groups: sourceOf("groups"),
  } satisfies Record<(typeof RESOURCES)[number], object>;
}

const textAt = (path: string) => (row: object) => display(unique(valueAt(row, path)));
/** On a narrow terminal: how many accounts, and the first word of what they were joined by. */
const countText = (row: object) => String([unique(valueAt(row, "records.account"))].flat().length);
const firstWord = (row: object) => textAt("matches.strength")(row).split("_", 1)[0] ?? "";

const ACCOUNT = {
  fields: ["account"],
  columns: [{ title: "ACCOUNT", text: textAt("account"), minWidth: 14 }],
};
const JOINED = {
  fields: ["records", "earlier", "matches"],
  columns: [
    { title: "ACCOUNTS", text: textAt("records.account"), short: countText },
    { title: "MATCH", text: textAt("matches.strength"), short: firstWord },
  ],
};
const JOINED_IN_CSV = { ...JOINED, fields: ["records.account", "records.id", "matches.strength"] };

/** Several equal values are shown as one. */
function unique(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.length === 0 ? undefined : [...new Set<unknown>(value)];
}

/** Records written at once. */
const BATCH = 100;

async function writeFound(call: Call, list: CombinedList, output: Output): Promise<ExitCode> {
  const { stdout } = call.context;
  const limit = readingLimit(output);
  const format = createListFormat(call, { ...output, added: ACCOUNT });
  let batch: object[] = [];
  let found = 0;
  const flush = async () => {
    await stdout.write(format.records(batch));
    batch = [];
  };
  try {
    for await (const { account, ...named } of list) {
      found += 1;
      if (found > limit) break;
      const [record] = Object.values<object>(named); // named after its kind
      batch.push({ account, ...record });
      if (batch.length === BATCH) await flush();
    }
  } finally {
    await flush();
    await stdout.write(format.end({ outcomes: outcomesJson(list.outcomes, call.redact) }));
  }
  const isLimited = found > limit;
  const note = isLimited ? [`Stopped at --limit ${limit}.`] : [];
  await report(call, list, { ...output, notes: [...note, format.note?.() ?? []].flat(), isLimited });
  return list.complete || isLimited ? EXIT.ok : EXIT.incomplete;
}

type DeviceList = { join(): Promise<CombinedFleet<Found>> };

async function writeJoined(call: Call, list: DeviceList, output: Output): Promise<ExitCode> {
  const { stdout } = call.context;
  const { devices, conflicts, outcomes, complete } = await list.join();
  const isCsv = call.globals.output === "csv";
  const format = createListFormat(call, { ...output, added: isCsv ? JOINED_IN_CSV : JOINED });
  const shown = devices.slice(0, readingLimit(output));
  await stdout.write(format.records(shown.map(toRow)));
  await stdout.write(
    format.end({
      conflicts: conflicts.map(({ records, ...conflict }) => ({ ...conflict, records: records.map(toRef) })),
      outcomes: outcomesJson(outcomes, call.redact),
    }),
  );
  const shared = devices.filter(({ records }) => records.length > 1).length;
  const summary = `${devices.length} devices, ${shared} of them in several accounts; ${conflicts.length} conflicts`;
  const hint = conflicts.length > 0 ? " (listed by --output json)" : "";
  const cut = shown.length < devices.length ? [`Stopped at --limit ${output.limit}.`] : [];
  const notes = [summary + hint, ...cut, format.note?.() ?? []].flat();
  await report(call, { outcomes }, { ...output, notes, isLimited: false });
  return complete ? EXIT.ok : EXIT.incomplete;
}

type Found = { readonly account: string; readonly device: Device };

const toRef = ({ account, device }: Found) => ({ account, id: device.id });

/** The merged device, with the records that it was joined from and what they were joined by. */
function toRow({ device, records, earlier, matches }: JoinedDevice<Found>): object {
  return {
    ...device,
    records: records.map(toRef),
    earlier: earlier.map(toRef),
    matches: matches.map((match) => ({ ...match, records: match.records.map(toRef) })),
  };
}

type ReportOptions = Output & { readonly notes: readonly string[]; readonly isLimited: boolean };

async function report(
  call: Call,
  { outcomes }: Pick<CombinedList, "outcomes">,
  { resource, notes, isLimited }: ReportOptions,
): Promise<void> {
  const { verbose = false } = call.globals;
  const reports = outcomeReports(outcomes, {
    label: resource,
    style: createStyle(call.context.stderr),
    verbose,
  });
  // Where reading stopped at the limit, what was not read was not asked for.
  await printReports(call, isLimited ? reports.map((one) => ({ ...one, complete: true })) : reports);
  await call.info(...notes);
}
