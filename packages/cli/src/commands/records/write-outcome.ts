import { isRecord } from "@mdmkit/runtime";
import type { ActionRequest } from "@mdmkit/unified";
import type { Call } from "../../args/call.ts";
import type { OptionTable } from "../../args/options.ts";
import { toJsonLine } from "../../output/json.ts";
import { printable } from "../../output/printable.ts";
import { writeRecord } from "../../output/write-record.ts";
import { factsOf, writeOne } from "../../output/write-result.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";

export const WRITE_OPTIONS = {
  "dry-run": { type: "switch", summary: "show the vendor requests without sending them" },
} as const satisfies OptionTable;

/** For deletions, and for actions that lock a user out or destroy data. */
export const CONFIRM_OPTION = {
  confirm: {
    type: "text",
    value: "SERIAL",
    summary: "repeat the serial number or id to confirm; without it you are prompted",
  },
} as const satisfies OptionTable;

/** Prints the result of a write or of a dry run. */
export async function writeOutcome(call: Call, outcome: object): Promise<ExitCode> {
  const { requests, ...rest }: { requests?: unknown } = outcome;
  if (!Array.isArray(requests)) {
    const { remote_data, ...record }: { remote_data?: unknown } = outcome;
    await writeRecord(call, record);
    return EXIT.ok;
  }
  const facts = [
    ...factsOf(rest),
    ...requests.filter(isRequest).map((request): [string, string] => ["request", requestText(request)]),
  ];
  await writeOne(call, outcome, { facts });
  const status = "status" in rest ? rest.status : undefined;
  if (status === "unsupported") return EXIT.refused;
  return status === "failed" ? EXIT.failed : EXIT.ok;
}

/** A request as a line of text. */
export function requestText({ method, path, body }: ActionRequest): string {
  const bodyText = isRecord(body) && Object.keys(body).length > 0 ? ` ${toJsonLine(body, undefined)}` : "";
  return printable(`${method} ${path}`) + bodyText;
}

const isRequest = (value: unknown): value is ActionRequest =>
  isRecord(value) && typeof value.method === "string";
