import type { Row } from "../../../engine/records/values.ts";
import { computerFields } from "../catalog.ts";

/** A field that customers define, with its values, as a section of a computer holds it. */
export function computerField(name: (typeof computerFields)[number]["name"], values: readonly string[]): Row {
  const field = computerFields.find((candidate) => candidate.name === name);
  return {
    definitionId: field?.id ?? "",
    name,
    description: "",
    enabled: true,
    multiValue: name === "Cost center",
    values,
    dataType: field?.dataType ?? "STRING",
    options: [],
    inputType: "TEXT",
  };
}
