import { MdmError, type Sequence } from "@mdmkit/runtime";
import type { OperationDescription } from "@mdmkit/unified/vendors";
import type { Call } from "../../args/call.ts";
import { toCompactJson } from "../../output/json.ts";
import { printReports } from "../../output/print-reports.ts";
import { printable } from "../../output/printable.ts";
import { EXIT, type ExitCode } from "../../process/exit-code.ts";

/** Prints items as they are read: one on each line, or a JSON object with the report that they end with. */
export async function writeItems(
  {
    context: { stdout },
    globals,
  }: Pick<Call, "globals"> & { readonly context: Pick<Call["context"], "stdout"> },
  items: AsyncIterable<unknown>,
  reportOf: () => object,
): Promise<void> {
  const isNdjson = globals.output === "ndjson";
  let lead = isNdjson ? "" : '{"result": [\n';
  let isEmpty = true;
  try {
    for await (const item of items) {
      await stdout.write(lead + toCompactJson(item instanceof Blob ? await toBase64(item) : item));
      lead = isNdjson ? "\n" : ",\n";
      isEmpty = false;
    }
  } finally {
    if (isNdjson) await stdout.write(isEmpty ? "" : "\n");
    else await stdout.write(`${isEmpty ? lead : "\n"}],\n"report": ${JSON.stringify(reportOf())}}\n`);
  }
}

/** The same for a response that is a sequence. One of a read that breaks off is reported like an incomplete list. */
export async function writeSequence(
  call: Pick<Call, "globals" | "redact"> & {
    readonly context: Pick<Call["context"], "stdout" | "stderr" | "signal">;
  },
  sequence: Sequence<unknown>,
  { safety }: Pick<OperationDescription, "safety">,
): Promise<ExitCode> {
  let state = "complete";
  try {
    await writeItems(call, sequence, () => sequence.report);
  } catch (error) {
    if (safety !== "read" || !MdmError.is(error) || call.context.signal.aborted) throw error;
    state = `INCOMPLETE, ${printable(error.problem)}`;
  }
  const { items, complete } = sequence.report;
  await printReports(call, [{ lines: [`${items} items read: ${state}`], complete }]);
  return complete ? EXIT.ok : EXIT.incomplete;
}

/** Bytes as they stand in JSON. */
async function toBase64(data: Blob): Promise<string> {
  return Buffer.from(await data.arrayBuffer()).toString("base64");
}
