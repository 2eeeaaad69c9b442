import { expect, it } from "vitest";
import { planAction } from "./plan-action.ts";

const { commandId } = planAction({ operation: "lockDevices", body: { ids: [1] } });

it.each([{ errors: null, result: 1 }, { result: true }, { result: { totalCount: 0, searchResults: [] } }])(
  "takes a result for a confirmation: %j",
  (answer) => expect(commandId?.(answer)).toBeNull(),
);

it.each([undefined, null, {}, { errors: null }, { errors: null, result: null }, []])(
  "takes nothing else for one: %j",
  (answer) => expect(commandId?.(answer)).toBeUndefined(),
);
