/** Conditions on devices: evaluated without the vendor, and previewed before a group is changed. See docs/groups.md. */
export type {
  Condition,
  ConditionField,
  ConditionOperator,
  ConditionValue,
  GroupCriteria,
} from "../contract/model.ts";
export { UntranslatableConditionError } from "../contract/untranslatable-condition-error.ts";
export { type ConditionResult, type EvaluationOptions, evaluateCondition } from "./evaluate.ts";
export { parseCondition } from "./parse-condition.ts";
export {
  type ConditionPreview,
  type PreviewedDevice,
  type PreviewOptions,
  type PreviewSource,
  previewCondition,
} from "./preview.ts";
export { simplifyCondition } from "./simplify.ts";
