import { isRecord } from "@mdmkit/runtime";
import {
  type Device,
  type Diff,
  diff,
  diffFleets,
  parseFleetSnapshot,
  parseSnapshot,
  VOLATILE_FIELDS,
} from "@mdmkit/unified";
import { type Command, defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { writeRows } from "../../output/write-result.ts";
import { usageError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";
import { parseJson, readInput } from "../../process/json-input.ts";
import type { RecordOf, Resource } from "../../resource.ts";
import { type FieldOf, readFieldNames } from "../../schema/fields.ts";
import { type Change, changesIn, changesInFleet, rowOf } from "./changes.ts";

const OPTIONS = {
  ignore: {
    type: "text",
    value: "A,B",
    summary: "fields not to compare, or none (default: those that change by themselves, as last_activity_at)",
  },
} as const satisfies OptionTable;

/** `mdmkit devices diff`, and the same for the other resources */
export function diffCommand<Name extends Resource>(resource: Name): Command {
  return defineCommand({
    name: `${resource} diff`,
    summary: `Shows what changed between two snapshots of ${resource}. Sends no request.`,
    arguments: ["OLD", "NEW"],
    options: OPTIONS,
    notes: [
      "OLD and NEW are files, or - for standard input. A field that is absent from a record has not changed. The exit code is 5 if a snapshot is incomplete: what is missing then is unknown.",
    ],
    examples: [
      `mdmkit ${resource} diff monday.json tuesday.json`,
      `mdmkit ${resource} snapshot | mdmkit ${resource} diff monday.json -`,
    ],
    async run(call, { arguments: [old = "", now = ""], values }) {
      const ignore = readIgnored(resource, values.ignore);
      const before = await readInput(call.context, old);
      const after = await readInput(call.context, now);
      const changes = isFleet(before)
        ? changesInFleet(fleetDiff([before, after], readIgnored("devices", values.ignore)))
        : changesIn(listDiff(resource, [before, after], ignore));
      const { created, updated, regrouped = [], missing } = changes;
      const lines: readonly Change[] = [...created, ...updated, ...regrouped, ...(missing ?? [])];
      const json = call.globals.output === "ndjson" ? lines : { ...changes, complete: missing !== undefined };
      await writeRows(call, { rows: lines.flatMap(rowOf), json, cuttable: ["name", "before", "after"] });
      const parts = [`${created.length} created`, `${updated.length} updated`];
      if (regrouped.length > 0) parts.push(`${regrouped.length} regrouped`);
      parts.push(missing ? `${missing.length} missing` : "missing unknown: a snapshot is incomplete");
      await call.info(parts.join(", "));
      return missing ? EXIT.ok : EXIT.incomplete;
    },
  });
}

type Ignored<Name extends Resource> = readonly (FieldOf<Name> | (typeof VOLATILE_FIELDS)[number])[];

function readIgnored<Name extends Resource>(resource: Name, option: string | undefined): Ignored<Name> {
  if (option === undefined) return VOLATILE_FIELDS;
  return option === "none" ? [] : readFieldNames(resource, option, "--ignore");
}

function isFleet(text: string): boolean {
  const file = parseJson(text);
  return isRecord(file) && file.format === "mdmkit-fleet-snapshot";
}

type AccountDevice = { account: string; device: Device };
type Files = readonly [before: string, after: string];

const fleetDiff = ([before, after]: Files, ignore: Ignored<"devices">) =>
  diffFleets<AccountDevice>(parseFleetSnapshot(before), parseFleetSnapshot(after), { ignore });

function listDiff<Name extends Resource>(
  resource: Name,
  files: Files,
  ignore: Ignored<Name>,
): Diff<RecordOf<Name>> {
  const [before, after] = files.map((text) => parseSnapshot<RecordOf<Name>>(text));
  if (!before || !after) throw new Error("two snapshots were given");
  const other = [before, after].find(({ of }) => of.resource !== resource);
  if (other)
    throw usageError(
      `A snapshot is of ${other.of.resource}, not of ${resource}.`,
      `Use \`mdmkit ${other.of.resource} diff\`.`,
    );
  return diff(before, after, { ignore });
}
