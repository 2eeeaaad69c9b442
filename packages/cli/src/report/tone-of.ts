import type { DeviceQuestion, ValueTone } from "@mdmkit/unified";

/** Whether a value is what an administrator hopes for. */
export function toneOf({ values }: DeviceQuestion, value: string): ValueTone {
  return (Object.hasOwn(values, value) && values[value]) || "plain";
}
