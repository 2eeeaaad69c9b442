import { stepsOf } from "./json.ts";

/** Advice with the overlay action that corrects a problem; the values are placeholders. */
export function updateAction(pointer: string, update: string): string {
  return `Correct it in overlay.yaml: { target: ${JSON.stringify(pathOf(pointer))}, update: ${update} }.`;
}

export function removeAction(pointer: string): string {
  return `Correct it in overlay.yaml: { target: ${JSON.stringify(pathOf(pointer))}, remove: true }.`;
}

/** A JSON pointer as the JSONPath of an overlay. */
function pathOf(pointer: string): string {
  const steps = pointer === "#" || pointer === "#/" ? [] : stepsOf(pointer);
  return `$${steps.map((step, index) => segmentOf(step, steps[index - 1])).join("")}`;
}

const LISTS = new Set([
  "allOf",
  "anyOf",
  "enum",
  "oneOf",
  "parameters",
  "prefixItems",
  "security",
  "servers",
  "tags",
]);

function segmentOf(step: string, holder: string | undefined): string {
  if (/^[A-Za-z_]\w*$/.test(step)) return `.${step}`;
  return /^\d+$/.test(step) && LISTS.has(holder ?? "")
    ? `[${step}]`
    : `['${step.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}']`;
}
