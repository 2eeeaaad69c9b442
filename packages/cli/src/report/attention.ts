import type { Device } from "@mdmkit/unified";
import { DEVICE_QUESTIONS } from "@mdmkit/unified";
import { toneOf } from "./chart-rows.ts";
import type { Attention } from "./fleet-report.ts";

/** Devices named for each question. */
const NAMED = 50;

/** Collects the devices with a bad value, by question, and names the first `NAMED` of each. */
export function createAttention(now: number) {
  const lists = DEVICE_QUESTIONS.filter(({ values }) => Object.values(values).includes("bad")).map(
    (question) => {
      const devices: Attention["devices"][number][] = [];
      return { question, total: 0, devices };
    },
  );
  return {
    add(account: string, device: Device): void {
      for (const list of lists) {
        const value = list.question.valueOf(device, now);
        if (!value || toneOf(list.question, value) !== "bad") continue;
        list.total += 1;
        if (list.devices.length < NAMED)
          list.devices.push({ account, id: device.id, name: device.name ?? null, value });
      }
    },
    lists: (): Attention[] =>
      lists.map(({ question: { title }, total, devices }) => ({ title, total, devices })),
  };
}
