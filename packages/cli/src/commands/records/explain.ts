import { ENGINE_FIELDS } from "@mdmkit/unified";
import { type Explanation, loadLineage } from "@mdmkit/unified/vendors";
import { type Command, defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { display } from "../../output/value.ts";
import { writeGaps } from "../../output/write-record.ts";
import { writeRows } from "../../output/write-result.ts";
import { EXIT } from "../../process/exit-code.ts";
import { NAMES, type Resource } from "../../resource.ts";
import { DEVICE_TYPE_OPTION } from "../../schema/device-type-option.ts";
import { readFields } from "../../schema/fields.ts";
import { propertiesOf } from "../../schema/input-options.ts";
import { findId, methodsOf } from "./find-id.ts";

const OPTIONS = {
  fields: { type: "text", value: "A,B", summary: "only these fields (default: all)" },
} as const satisfies OptionTable;

/** `mdmkit devices explain`, and the same for the other resources */
export function explainCommand(resource: Resource): Command {
  const isDevice = resource === "devices";
  return defineCommand({
    name: `${resource} explain`,
    summary: `Shows which properties of the vendor's record the fields of one record come from, and why a field is absent.`,
    arguments: ["ID"],
    options: { ...OPTIONS, ...(isDevice ? DEVICE_TYPE_OPTION : {}) },
    notes: [
      "PRESENCE: value, none (the vendor says that there is none), not-reported (the vendor can report it, and did not), not-read (another read failed, as shown on stderr), or unsupported. JSON has the operations and the vendor's own values.",
    ],
    examples: [
      `mdmkit ${resource} explain ${isDevice ? "serial:C02XL0AAJG5J" : "42"}`,
      `mdmkit ${resource} explain 42 --fields ${isDevice ? "enrollment_type,owner" : "name"} --output json`,
    ],
    async run(call, { arguments: [argument = ""], values }) {
      const fields = readFields(resource, values.fields)?.map((path) => path.split(".", 1)[0] ?? path);
      const session = await call.open();
      const { signal } = call.context;
      const { type }: { type?: string } = values;
      const id = await findId(session, resource, { argument, type, signal });
      const record = await methodsOf(session.mdm, resource).get(id, { type, signal });
      const lineage: Explainer = (await loadLineage(session.mdm.vendor.id))[resource];
      const explained = [...new Set(fields ?? fieldsOf(resource))].map((field) => ({
        field,
        value: Reflect.get(record, field),
        ...lineage.explain(record, field),
      }));
      await writeRows(call, { rows: explained.map(rowOf), json: explained, cuttable: ["value", "sources"] });
      await writeGaps(call, record);
      return EXIT.ok;
    },
  });
}

/** Typed loosely: the names of fields are those of the document. */
type Explainer = { explain(record: object, field: string): Explanation };

/** Fields that mappers fill. */
function fieldsOf(resource: Resource): string[] {
  const engineFields: readonly string[] = ENGINE_FIELDS;
  return Object.keys(propertiesOf(NAMES[resource].record)).filter((name) => !engineFields.includes(name));
}

function rowOf({
  field,
  value,
  presence,
  sources,
  constant,
}: Explanation & { field: string; value: unknown }) {
  const from = [...new Set(sources.map(({ property }) => property))].join(", ");
  return {
    field,
    presence,
    value: display(value),
    sources: constant === undefined ? from : "(always the same)",
  };
}
