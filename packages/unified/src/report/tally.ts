import type { Device } from "../contract/model.ts";
import { DEVICE_QUESTIONS } from "./questions.ts";

/** The answers to one question: how many devices have which value. */
export type AnswerCounts = {
  /** Id of the question. */
  readonly id: string;
  /** Devices by value. */
  readonly values: Readonly<Record<string, number>>;
  /** The vendor says that there is no value. */
  readonly none: number;
  /** The vendor does not provide the value. */
  readonly unknown: number;
};

/** The numbers of a fleet. */
export type DeviceCounts = {
  /** How many devices there are. */
  readonly devices: number;
  /** One for each question. */
  readonly charts: readonly AnswerCounts[];
};

/** Counts devices. */
export type DeviceTally = {
  /** Counts one more. */
  add(device: Device): void;
  /** The numbers so far. */
  counts(): DeviceCounts;
};

/** What is counted beyond `MOST_VALUES` different values of one chart. */
export const OTHER_VALUES = "Others";
const MOST_VALUES = 200;

/** AnswerCounts devices as they are read. Memory grows with the different values, not with the devices. */
export function createDeviceTally(now: number): DeviceTally {
  let devices = 0;
  const charts = DEVICE_QUESTIONS.map((question) => ({
    question,
    values: new Map<string, number>(),
    none: 0,
    unknown: 0,
  }));
  return {
    add(device) {
      devices += 1;
      for (const chart of charts) {
        const value = chart.question.valueOf(device, now);
        if (value === undefined) chart.unknown += 1;
        else if (value === null) chart.none += 1;
        else increment(chart.values, value);
      }
    },
    counts: () => ({
      devices,
      charts: charts.map(({ question: { id }, values, none, unknown }) => ({
        id,
        values: Object.fromEntries(values),
        none,
        unknown,
      })),
    }),
  };
}

function increment(values: Map<string, number>, value: string): void {
  const name = values.has(value) || values.size < MOST_VALUES ? value : OTHER_VALUES;
  values.set(name, (values.get(name) ?? 0) + 1);
}

/** One chart of the counts; empty if a report of an earlier version lacks it. */
export function answersTo({ charts }: DeviceCounts, id: string): AnswerCounts {
  return charts.find((chart) => chart.id === id) ?? { id, values: {}, none: 0, unknown: 0 };
}

/** The sum of the counts of several accounts. */
export function sumCounts(parts: readonly DeviceCounts[]): DeviceCounts {
  return {
    devices: parts.reduce((sum, part) => sum + part.devices, 0),
    charts: DEVICE_QUESTIONS.map(({ id }) => {
      const charts = parts.map((part) => answersTo(part, id));
      const values = new Map<string, number>();
      for (const chart of charts) {
        for (const [value, count] of Object.entries(chart.values))
          values.set(value, (values.get(value) ?? 0) + count);
      }
      return {
        id,
        values: Object.fromEntries(values),
        none: charts.reduce((sum, { none }) => sum + none, 0),
        unknown: charts.reduce((sum, { unknown }) => sum + unknown, 0),
      };
    }),
  };
}
